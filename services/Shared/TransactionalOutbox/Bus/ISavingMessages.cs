using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>The interceptor by which a DbContext knows its outbox.</summary>
internal interface ISavingMessages : IInterceptor
{
    /// <summary>A save that is about to send its commands.</summary>
    JoinedSave Begin(DbContext dbContext);

    /// <summary>The one of a DbContext; null when its options were made by hand.</summary>
    static ISavingMessages? Of(DbContext dbContext) => InterceptorsOf(dbContext).OfType<ISavingMessages>().FirstOrDefault();

    /// <summary>Whether interceptors of the application see the saves of a DbContext.</summary>
    static bool AreOthersTold(DbContext dbContext) =>
        InterceptorsOf(dbContext).Any(interceptor => interceptor is ISaveChangesInterceptor and not ISavingMessages);

    private static IEnumerable<IInterceptor> InterceptorsOf(DbContext dbContext) =>
        dbContext.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()?.Interceptors ?? [];
}

using MassTransit.DependencyInjection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// Chooses what a scope publishes through: its consume context when it has one (the consumer outbox), else the bus outbox.
/// </summary>
/// <typeparam name="TBus">The bus.</typeparam>
/// <typeparam name="TDbContext">The DbContext of the bus outbox.</typeparam>
internal sealed class EntityFrameworkScopedBusContextProvider<TBus, TDbContext>(TBus bus, TDbContext dbContext,
    ConsumerBusContext<TBus> consumer, Bind<TBus, IClientFactory> clientFactory, PublishedMessages<TDbContext> published,
    IServiceProvider provider, TimeProvider timeProvider, ILogger<EntityFrameworkScopedBusContext<TBus, TDbContext>> logger) :
    IScopedBusContextProvider<TBus>, IDisposable
    where TBus : class, IBus
    where TDbContext : DbContext
{
    public ScopedBusContext Context { get; } = consumer.Find()
        ?? new EntityFrameworkScopedBusContext<TBus, TDbContext>(bus, dbContext, published, clientFactory.Value, provider, timeProvider);

    /// <summary>The container disposes it before the DbContext, which it was made with.</summary>
    public void Dispose()
    {
        if (Context is EntityFrameworkScopedBusContext<TBus, TDbContext> scope && scope.FindUnsaved() is { Count: > 0 } unsaved)
            logger.MessagesNotSaved(unsaved.Count, typeof(TDbContext).Name, unsaved[0].MessageType);
    }
}

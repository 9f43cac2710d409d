using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.ServiceDefaults.Health;

internal static class DatabaseHealthExtensions
{
    public static void AddDatabaseHealthChecks<TDbContext>(this IServiceCollection services, string serviceName)
        where TDbContext : DbContext
    {
        var suffix = serviceName.ToLowerInvariant();
        services.AddHealthChecks()
            .AddCheck<DatabaseHealthCheck<TDbContext>>($"database-{suffix}")
            .AddCheck<OutboxLagHealthCheck<TDbContext>>($"outbox-{suffix}");
#if !STOCK_OUTBOX
        services.AddHealthChecks().AddEntityFrameworkOutbox<TDbContext>($"outbox-delivery-{suffix}");
#endif
        services.AddSingleton<SchemaState<TDbContext>>();
    }
}

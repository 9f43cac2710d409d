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
            .AddCheck<OutboxLagHealthCheck<TDbContext>>($"outbox-{suffix}")
            .AddEntityFrameworkOutbox<TDbContext>($"outbox-delivery-{suffix}");
        services.AddSingleton<SchemaState<TDbContext>>();
    }
}

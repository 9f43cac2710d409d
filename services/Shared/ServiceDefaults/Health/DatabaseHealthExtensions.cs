using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.ServiceDefaults.Health;

internal static class DatabaseHealthExtensions
{
    // Shorter than a probe's usual patience, so that the probe gets the reason and not a time-out of its own.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    public static void AddDatabaseHealthChecks<TDbContext>(this IServiceCollection services, string serviceName)
        where TDbContext : DbContext
    {
        var suffix = serviceName.ToLowerInvariant();
        services.AddHealthChecks()
            .AddCheck<DatabaseHealthCheck<TDbContext>>($"database-{suffix}", timeout: Timeout)
            .AddCheck<OutboxHealthCheck<TDbContext>>($"outbox-{suffix}", timeout: Timeout);
        services.AddSingleton<SchemaState<TDbContext>>();
    }
}

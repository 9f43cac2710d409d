using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// Says what keeps this process from delivering. Never worse than degraded: the messages wait in the database, and requests that
/// store more of them are served all the same.
/// </summary>
/// <typeparam name="TDbContext">The DbContext that holds the outbox.</typeparam>
internal sealed class OutboxHealthCheck<TDbContext>(IServiceProvider services) : IHealthCheck
    where TDbContext : DbContext
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var trouble = services.GetService<OutboxDeliveryState<TDbContext>>()?.Trouble;
        return Task.FromResult(trouble is null ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(trouble));
    }
}

using System.Globalization;
using MassTransit.EntityFrameworkCoreIntegration;
using Microservices.ServiceDefaults.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Microservices.ServiceDefaults.Health;

/// <summary>Whether what was published reaches the broker soon.</summary>
/// <typeparam name="TDbContext">The service's DbContext.</typeparam>
internal sealed class OutboxHealthCheck<TDbContext>(
    TDbContext context, IOptions<MessagingOptions> options, TimeProvider time) : IHealthCheck
    where TDbContext : DbContext
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext healthCheck, CancellationToken cancellationToken = default)
    {
        if (context.Model.FindEntityType(typeof(OutboxState)) is null)
            return HealthCheckResult.Healthy("The service has no outbox.");

        try
        {
            return Judge(await FindOldestAsync(cancellationToken));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("The outbox cannot be read.", exception);
        }
    }

    private HealthCheckResult Judge(DateTime? oldest)
    {
        if (oldest is null)
            return HealthCheckResult.Healthy();

        var lag = time.GetUtcNow().UtcDateTime - DateTime.SpecifyKind(oldest.Value, DateTimeKind.Utc);
        var limit = options.Value.OutboxLagLimit;
        var text = string.Create(CultureInfo.InvariantCulture,
            $"The oldest undelivered message is {lag.TotalSeconds:F0} s old; the limit is {limit.TotalSeconds:F0} s.");
        return lag > limit ? HealthCheckResult.Unhealthy(text) : HealthCheckResult.Healthy(text);
    }

    private async Task<DateTime?> FindOldestAsync(CancellationToken cancellationToken)
    {
        var published = await context.Set<OutboxState>().AsNoTracking()
            .Where(outbox => outbox.Delivered == null)
            .MinAsync(outbox => (DateTime?)outbox.Created, cancellationToken);

        // Not yet consumed is no lag of the outbox: it is retried, redelivered or in the error queue.
        var consumed = await context.Set<InboxState>().AsNoTracking()
            .Where(inbox => inbox.Consumed != null && inbox.Delivered == null)
            .MinAsync(inbox => inbox.Consumed, cancellationToken);
        return published is null || consumed < published ? consumed : published;
    }
}

using System.Globalization;
using MassTransit.EntityFrameworkCoreIntegration;
using Microservices.ServiceDefaults.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Microservices.ServiceDefaults.Health;

/// <summary>
/// Whether what was published reaches the broker soon. Late messages only degrade: every replica shares the outbox, so that one late
/// message would take all of them out of service.
/// </summary>
/// <typeparam name="TDbContext">The service's DbContext.</typeparam>
internal sealed class OutboxLagHealthCheck<TDbContext>(
    IServiceScopeFactory scopes, TimeProvider time, IOptions<MessagingOptions> options)
    : BoundedHealthCheck<TDbContext>(scopes, time)
    where TDbContext : DbContext
{
    private readonly TimeProvider _time = time;

    protected override string Failure => "The outbox cannot be read.";

    protected override async Task<HealthCheckResult> CheckAsync(TDbContext context, CancellationToken cancellationToken)
    {
        if (context.Model.FindEntityType(typeof(OutboxMessage)) is null)
            return HealthCheckResult.Healthy("The service has no outbox.");

        if (await FindOldestAsync(context, cancellationToken) is not { } oldest)
            return HealthCheckResult.Healthy();

        var lag = _time.GetUtcNow().UtcDateTime - DateTime.SpecifyKind(oldest, DateTimeKind.Utc);
        var limit = options.Value.OutboxLagLimit;
        var text = string.Create(CultureInfo.InvariantCulture,
            $"The oldest undelivered message is {lag.TotalSeconds:F0} s old; the limit is {limit.TotalSeconds:F0} s.");
        return lag > limit ? HealthCheckResult.Degraded(text) : HealthCheckResult.Healthy(text);
    }

    private static Task<DateTime?> FindOldestAsync(TDbContext context, CancellationToken cancellationToken) =>
        context.Set<OutboxMessage>().AsNoTracking()
            .OrderBy(message => message.SequenceNumber)
            .Select(message => (DateTime?)message.SentTime)
            .FirstOrDefaultAsync(cancellationToken);
}

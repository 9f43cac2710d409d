using MassTransit.EntityFrameworkCoreIntegration;
using Microservices.Orders.Data;
using Microservices.ServiceDefaults.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Microservices.Orders.Overload;

/// <summary>Knows whether more waits in the outbox than may; looks now and then, so that no request pays for it.</summary>
internal sealed class OutboxBacklog(
    IServiceScopeFactory scopeFactory,
    IOptions<OverloadSettings> options,
    TimeProvider timeProvider,
    ILogger<OutboxBacklog> logger) : PeriodicService(timeProvider)
{
    private volatile bool _isFull;

    /// <summary>Whether the outbox held its limit or more when it was last counted.</summary>
    internal bool IsFull => _isFull;

    protected override TimeSpan Interval => options.Value.CountInterval;

    /// <summary>Counts once.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task CountAsync(CancellationToken cancellationToken)
    {
        var limit = options.Value.OutboxMessages;
        await using var scope = scopeFactory.CreateAsyncScope();
        // No further than the limit: an exact number of millions is not worth reading them.
        var count = await scope.ServiceProvider.GetRequiredService<OrdersDbContext>().Set<OutboxMessage>()
            .OrderBy(message => message.SequenceNumber).Take(limit).CountAsync(cancellationToken);
        var isFull = count >= limit;
        if (isFull && !_isFull)
            logger.OutboxFull(limit);
        if (!isFull && _isFull)
            logger.OutboxEmptied(limit);
        _isFull = isFull;
    }

    protected override Task RunAsync(CancellationToken cancellationToken) => CountAsync(cancellationToken);

    // Without its database the service accepts nothing anyway; what it knew last stays.
    protected override void ReportFailure(Exception exception) => logger.OutboxNotCounted(exception);
}

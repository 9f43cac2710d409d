using MassTransit.EntityFrameworkCoreIntegration;
using Microservices.Orders.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Microservices.Orders.Overload;

/// <summary>Knows whether more waits in the outbox than may; looks now and then, so that no request pays for it.</summary>
internal sealed class OutboxBacklog(
    IServiceScopeFactory scopeFactory,
    IOptions<OverloadSettings> options,
    TimeProvider timeProvider,
    ILogger<OutboxBacklog> logger) : BackgroundService
{
    private volatile bool _isFull;

    /// <summary>Whether the outbox held its limit or more when it was last counted.</summary>
    internal bool IsFull => _isFull;

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

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.CountInterval, timeProvider);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await TryCountAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task TryCountAsync(CancellationToken stoppingToken)
    {
        try
        {
            await CountAsync(stoppingToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Without its database the service accepts nothing anyway; what it knew last stays.
            logger.OutboxNotCounted(exception);
        }
    }
}

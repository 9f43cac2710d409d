using Microservices.Orders.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Microservices.Orders.Acceptance;

/// <summary>Deletes idempotency keys that are older than the retention.</summary>
internal sealed class IdempotencyKeyCleanup(
    IServiceScopeFactory scopeFactory,
    IOptions<OrdersOptions> options,
    TimeProvider timeProvider,
    ILogger<IdempotencyKeyCleanup> logger) : BackgroundService
{
    /// <summary>Deletes once.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many keys were deleted.</returns>
    internal async Task<int> CleanAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopeFactory.CreateAsyncScope();
        var forgottenBefore = OrderFactory.UtcNow(timeProvider) - options.Value.IdempotencyKeyRetention;
        return await scope.ServiceProvider.GetRequiredService<OrdersDbContext>().IdempotencyKeys
            .Where(key => key.CreatedAt < forgottenBefore)
            .ExecuteDeleteAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.CleanupInterval, timeProvider);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await TryCleanAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task TryCleanAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (await CleanAsync(stoppingToken) is var count and > 0)
                logger.IdempotencyKeysDeleted(count);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.IdempotencyCleanupFailed(exception);
        }
    }
}

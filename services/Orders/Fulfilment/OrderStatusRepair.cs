using Microservices.Orders.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Microservices.Orders.Fulfilment;

/// <summary>
/// Brings the status of open orders up to date, at start and then now and again: while a release that stores no status runs beside
/// this one, it records steps and leaves the status as it was.
/// </summary>
internal sealed class OrderStatusRepair(
    IServiceScopeFactory scopeFactory,
    IOptions<OrdersOptions> options,
    TimeProvider timeProvider,
    ILogger<OrderStatusRepair> logger) : BackgroundService
{
    /// <summary>Repairs once.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many orders had another status than their steps say.</returns>
    internal async Task<int> RepairAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopeFactory.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<OrdersDbContext>().Database.ExecuteSqlRawAsync($"""
            UPDATE orders SET status = {FulfilmentStatus.OfOrderSql}
            WHERE status <> 'done' AND status <> {FulfilmentStatus.OfOrderSql}
            """, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.CleanupInterval, timeProvider);
        try
        {
            do
                await TryRepairAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task TryRepairAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (await RepairAsync(stoppingToken) is var count and > 0)
                logger.OrderStatusRepaired(count);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.OrderStatusRepairFailed(exception);
        }
    }
}

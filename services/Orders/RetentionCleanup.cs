using Microservices.Orders.Acceptance;
using Microservices.Orders.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Microservices.Orders;

/// <summary>Deletes what is past its retention: idempotency keys, and reports whose order never came.</summary>
internal sealed class RetentionCleanup(
    IServiceScopeFactory scopeFactory,
    IOptions<OrdersOptions> options,
    TimeProvider timeProvider,
    OrdersMetrics metrics,
    ILogger<RetentionCleanup> logger) : BackgroundService
{
    /// <summary>Deletes once.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task CleanAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopeFactory.CreateAsyncScope();
        var dbContext = scope.ServiceProvider.GetRequiredService<OrdersDbContext>();
        var now = OrderFactory.UtcNow(timeProvider);

        var forgottenBefore = now - options.Value.IdempotencyKeyRetention;
        if (await DeleteAsync(dbContext.IdempotencyKeys.Where(key => key.CreatedAt < forgottenBefore), cancellationToken) is var keys and > 0)
            logger.IdempotencyKeysDeleted(keys);

        var letGoBefore = now - options.Value.EarlyReportRetention;
        if (await DeleteAsync(dbContext.EarlyReports.Where(report => report.ReceivedAt < letGoBefore), cancellationToken) is var reports and > 0)
        {
            metrics.LetGo(reports);
            logger.ReportsLetGo(reports);
        }
    }

    // By the page, so that requests need not wait for the locks of a day's keys.
    private static async Task<int> DeleteAsync<T>(IQueryable<T> rows, CancellationToken cancellationToken)
    {
        const int page = 1000;
        var count = 0;
        int deleted;
        do
            count += deleted = await rows.Take(page).ExecuteDeleteAsync(cancellationToken);
        while (deleted == page);
        return count;
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
            await CleanAsync(stoppingToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.CleanupFailed(exception);
        }
    }
}

using Microservices.Orders.Acceptance;
using Microservices.Orders.Data;
using Microservices.ServiceDefaults.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Microservices.Orders;

/// <summary>Deletes what is past its retention: idempotency keys, and reports whose order never came.</summary>
internal sealed class RetentionCleanup(
    IServiceScopeFactory scopeFactory,
    IOptions<OrdersOptions> options,
    TimeProvider timeProvider,
    OrdersMetrics metrics,
    ILogger<RetentionCleanup> logger) : PeriodicService(timeProvider)
{
    protected override TimeSpan Interval => options.Value.CleanupInterval;

    /// <summary>Deletes once.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task CleanAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopeFactory.CreateAsyncScope();
        var dbContext = scope.ServiceProvider.GetRequiredService<OrdersDbContext>();
        var now = OrderFactory.UtcNow(TimeProvider);

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

    protected override Task RunAsync(CancellationToken cancellationToken) => CleanAsync(cancellationToken);

    protected override void ReportFailure(Exception exception) => logger.CleanupFailed(exception);

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
}

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
        if (await dbContext.IdempotencyKeys.Where(key => key.CreatedAt < forgottenBefore).ExecuteDeleteAsync(cancellationToken) is var keys and > 0)
            logger.IdempotencyKeysDeleted(keys);

        var letGoBefore = now - options.Value.EarlyReportRetention;
        if (await dbContext.EarlyReports.Where(report => report.ReceivedAt < letGoBefore).ExecuteDeleteAsync(cancellationToken) is var reports and > 0)
        {
            metrics.LetGo(reports);
            logger.ReportsLetGo(reports);
        }
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

using System.Runtime.CompilerServices;
using Microservices.Orders.Data;
using Microservices.ServiceDefaults.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Microservices.Orders.Fulfilment;

/// <summary>
/// Brings the timeline of open orders up to date, at start and then now and again: while a release that stores no status runs beside
/// this one, it records steps and leaves the status as it was.
/// </summary>
internal sealed class OrderStatusRepair(
    IServiceScopeFactory scopeFactory,
    IOptions<OrdersOptions> options,
    TimeProvider timeProvider,
    ILogger<OrderStatusRepair> logger) : PeriodicService(timeProvider, runsAtStart: true)
{
    internal const int PageSize = 1000;

    protected override TimeSpan Interval => options.Value.CleanupInterval;

    /// <summary>Repairs once.</summary>
    /// <param name="pageSize">Open orders that one statement looks at, and may lock; also early reports that are read together.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many orders had another status than their steps say.</returns>
    internal async Task<int> RepairAsync(int pageSize, CancellationToken cancellationToken)
    {
        await using var scope = scopeFactory.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<EarlyReports>().ApplyLeftAsync(pageSize, cancellationToken);
        return await RepairAsync(scope.ServiceProvider.GetRequiredService<OrdersDbContext>(), pageSize, cancellationToken);
    }

    internal static async Task<int> RepairAsync(OrdersDbContext dbContext, int pageSize, CancellationToken cancellationToken)
    {
        var count = 0;
        // Failed first: what is pending may become failed, and need not be looked at again.
        foreach (var status in (string[])[FulfilmentStatus.Failed, FulfilmentStatus.Pending])
        {
            DateTime? to = DateTime.UnixEpoch;
            while (to is { } from)
            {
                to = await EndOfPageAsync(dbContext, status, from, pageSize, cancellationToken);
                count += await RepairAsync(dbContext, status, from, to ?? DateTime.MaxValue, cancellationToken);
            }
        }

        return count;
    }

    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        if (await RepairAsync(PageSize, cancellationToken) is var count and > 0)
            logger.OrderStatusRepaired(count);
    }

    protected override void ReportFailure(Exception exception) => logger.OrderStatusRepairFailed(exception);

    // A million orders may be open after an upgrade.
    private static Task<DateTime?> EndOfPageAsync(OrdersDbContext dbContext, string status, DateTime from, int pageSize,
        CancellationToken cancellationToken) => dbContext.Orders
            .Where(order => order.Status == status && order.AcceptedAt > from)
            .OrderBy(order => order.AcceptedAt).Skip(pageSize - 1)
            .Select(order => (DateTime?)order.AcceptedAt).FirstOrDefaultAsync(cancellationToken);

    private static Task<int> RepairAsync(OrdersDbContext dbContext, string status, DateTime from, DateTime to,
        CancellationToken cancellationToken) =>
        dbContext.Database.ExecuteSqlAsync(FormattableStringFactory.Create($$"""
            UPDATE orders SET status = {{FulfilmentStatus.OfOrderSql}}
            WHERE status = {0} AND accepted_at > {1} AND accepted_at <= {2} AND status <> {{FulfilmentStatus.OfOrderSql}}
            """, status, from, DateTime.SpecifyKind(to, DateTimeKind.Utc)), cancellationToken);
}

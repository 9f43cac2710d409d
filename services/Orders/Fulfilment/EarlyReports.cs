using Microservices.Orders.Acceptance;
using Microservices.Orders.Data;
using Microservices.Orders.Data.Sql;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Orders.Fulfilment;

/// <summary>
/// Keeps what is reported about orders that are not here: the event of another upstream service may still be in its queue when the
/// first of its effects is done.
/// </summary>
internal sealed class EarlyReports(
    OrdersDbContext dbContext, FulfilmentTimeline timeline, TimeProvider timeProvider, OrdersMetrics metrics, ILogger<EarlyReports> logger)
{
    /// <summary>Writes a report into the timeline of its order, or keeps it until there is one. In the caller's transaction.</summary>
    /// <returns><see langword="false"/> if it is kept.</returns>
    internal async Task<bool> RecordAsync(FulfilmentReport report, CancellationToken cancellationToken)
    {
        if (await timeline.RecordAsync(report, cancellationToken))
            return true;

        // An adoption under way takes the same lock: either it finds this report, or this finds its order.
        await dbContext.Sql().LockOrderAsync(dbContext, report.OrderId, cancellationToken);
        if (await timeline.RecordAsync(report, cancellationToken))
            return true;

        dbContext.EarlyReports.Add(new EarlyReport
        {
            OrderId = report.OrderId,
            ReceivedAt = OrderFactory.UtcNow(timeProvider),
            Step = report.Step,
            Status = report.Status,
            At = report.At,
            Reference = FulfilmentTimeline.Cut(report.Reference, FulfilmentStepConfiguration.ReferenceLength),
            Detail = FulfilmentTimeline.Cut(report.Detail),
            Backordered = report.Backordered,
        });
        await dbContext.SaveChangesAsync(cancellationToken);
        metrics.ReportedEarly();
        logger.ReportCameEarly(report.OrderId, report.Step, report.Status);
        return false;
    }

    /// <summary>
    /// Writes what was kept into the timeline of an order that is here now, in the caller's transaction, which holds the order's id
    /// (<see cref="IOrdersSql.LockOrderAsync"/>).
    /// </summary>
    internal async Task ApplyAsync(Guid orderId, CancellationToken cancellationToken)
    {
        var kept = await dbContext.EarlyReports.Where(report => report.OrderId == orderId).OrderBy(report => report.Id).ToListAsync(cancellationToken);
        foreach (var report in kept)
        {
            await timeline.RecordAsync(new(orderId, report.Step, report.Status, report.At, report.Reference, report.Detail, report.Backordered),
                cancellationToken);
        }

        dbContext.EarlyReports.RemoveRange(kept);
        await dbContext.SaveChangesAsync(cancellationToken);
    }

    /// <summary>
    /// Writes what was kept of orders that are here by now: one that was posted while the report about it was being kept, which
    /// neither saw. An order that fails is logged and left to the next time.
    /// </summary>
    /// <param name="pageSize">Reports that are looked at together.</param>
    /// <param name="cancellationToken">Stops between orders.</param>
    internal async Task ApplyLeftAsync(int pageSize, CancellationToken cancellationToken)
    {
        long? last = 0;
        while (last is { } after)
        {
            var left = await dbContext.EarlyReports.Where(report => report.Id > after && dbContext.Orders.Any(order => order.OrderId == report.OrderId))
                .OrderBy(report => report.Id).Take(pageSize).Select(report => new { report.Id, report.OrderId }).ToListAsync(cancellationToken);
            foreach (var orderId in left.Select(report => report.OrderId).Distinct())
                await TryApplyAsync(orderId, cancellationToken);
            last = left.Count == pageSize ? left[^1].Id : null;
        }
    }

    private async Task TryApplyAsync(Guid orderId, CancellationToken cancellationToken)
    {
        try
        {
            await using var transaction = await dbContext.Database.BeginTransactionAsync(cancellationToken);
            await dbContext.Sql().LockOrderAsync(dbContext, orderId, cancellationToken);
            await ApplyAsync(orderId, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            dbContext.ChangeTracker.Clear(); // else the save of the next order deletes the reports of this one
            logger.EarlyReportsNotApplied(orderId, exception);
        }
    }
}

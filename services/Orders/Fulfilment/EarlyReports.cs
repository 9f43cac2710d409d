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
    internal async Task RecordAsync(FulfilmentReport report, CancellationToken cancellationToken)
    {
        if (await timeline.RecordAsync(report, cancellationToken))
            return;

        // An adoption under way takes the same lock: either it finds this report, or this finds its order.
        await dbContext.Sql().LockOrderAsync(dbContext, report.OrderId, cancellationToken);
        if (await timeline.RecordAsync(report, cancellationToken))
            return;

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
    }

    /// <summary>Writes what was kept into the timeline of an order that is here now, in the transaction that adopts it.</summary>
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
}

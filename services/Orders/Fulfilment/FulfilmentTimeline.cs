using System.Runtime.CompilerServices;
using Contracts.Rules;
using Microservices.Orders.Data;
using Microservices.Orders.Data.Sql;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Orders.Fulfilment;

/// <summary>
/// Writes what the services report, in whatever order and however often the reports come: done beats failed, failed beats pending,
/// and a repetition changes nothing. The order's status follows in the same round trip.
/// </summary>
internal sealed class FulfilmentTimeline(OrdersDbContext dbContext)
{
    /// <summary>Writes a report.</summary>
    /// <returns><see langword="false"/> if there is no such order.</returns>
    internal async Task<bool> RecordAsync(FulfilmentReport report, CancellationToken cancellationToken)
    {
        var statement = report.Status switch
        {
            FulfilmentStatus.Done => Done(report),
            FulfilmentStatus.Failed => Failed(report),
            _ => Backordered(report),
        };
        // No step without the lock: of reports that come at once, each sees the steps of those before when it works out the status.
        var order = $"{{{statement.ArgumentCount}}}";
        var statements = FormattableStringFactory.Create($"""
            WITH locked AS (SELECT order_id FROM orders WHERE order_id = {order} {dbContext.Sql().RowLock})
            {statement.Format};
            UPDATE orders SET status = {FulfilmentStatus.OfOrderSql}
            WHERE order_id = {order} AND status <> {FulfilmentStatus.OfOrderSql}
            """, [.. statement.GetArguments(), report.OrderId]);

        if (await dbContext.Database.ExecuteSqlAsync(statements, cancellationToken) > 0)
            return true;
        if (!await dbContext.Orders.AnyAsync(row => row.OrderId == report.OrderId, cancellationToken))
            return false;

        // What is there counts more, or the order came between the two statements.
        await dbContext.Database.ExecuteSqlAsync(statements, cancellationToken);
        return true;
    }

    // Releases before the column backorder stored the words of a pending step as its detail.
    private static FormattableString Done(FulfilmentReport report) => $"""
        INSERT INTO fulfilment_steps (order_id, step, status, at, reference, detail, backordered, backorder)
        SELECT order_id, {report.Step}, {report.Status}, {report.At}, {Cut(report.Reference, FulfilmentStepConfiguration.ReferenceLength)},
            NULL, CAST({report.Backordered} AS bigint), CAST({Cut(report.Detail)} AS text)
        FROM locked WHERE TRUE
        ON CONFLICT (order_id, step) DO UPDATE SET status = excluded.status, at = excluded.at,
            reference = excluded.reference, detail = NULL,
            backorder = CASE WHEN fulfilment_steps.backordered < excluded.backordered
                THEN COALESCE(fulfilment_steps.backorder, CASE WHEN fulfilment_steps.status = 'pending' THEN fulfilment_steps.detail END)
                ELSE excluded.backorder END,
            backordered = CASE WHEN fulfilment_steps.backordered < excluded.backordered
                THEN fulfilment_steps.backordered ELSE excluded.backordered END
        WHERE fulfilment_steps.status <> 'done'
        """;

    // What the service did before, or does after a replay, counts more. Of two failures the later says why.
    private static FormattableString Failed(FulfilmentReport report) => $"""
        INSERT INTO fulfilment_steps (order_id, step, status, at, reference, detail)
        SELECT order_id, {report.Step}, {report.Status}, {report.At}, NULL, {Cut(report.Detail)}
        FROM locked WHERE TRUE
        ON CONFLICT (order_id, step) DO UPDATE SET status = excluded.status, at = excluded.at,
            reference = NULL, detail = excluded.detail,
            backorder = COALESCE(fulfilment_steps.backorder, CASE WHEN fulfilment_steps.status = 'pending' THEN fulfilment_steps.detail END)
        WHERE fulfilment_steps.status = 'pending'
            OR (fulfilment_steps.status = 'failed' AND excluded.at >= fulfilment_steps.at)
        """;

    // Whatever the step's status, which it leaves alone: a step that failed may have been done since, and the report of that be late.
    private static FormattableString Backordered(FulfilmentReport report) => $"""
        INSERT INTO fulfilment_steps (order_id, step, status, at, reference, detail, backordered, backorder)
        SELECT order_id, {report.Step}, {report.Status}, NULL, NULL, NULL, CAST({report.Backordered} AS bigint), CAST({Cut(report.Detail)} AS text)
        FROM locked WHERE TRUE
        ON CONFLICT (order_id, step) DO UPDATE SET backordered = excluded.backordered, backorder = excluded.backorder
        WHERE fulfilment_steps.backordered IS NULL OR excluded.backordered < fulfilment_steps.backordered
        """;

    internal static string? Cut(string? text, int length = FulfilmentStepConfiguration.DetailLength) =>
        text is null ? null : Characters.Cut(text, length);
}

using System.Runtime.CompilerServices;
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
    /// <summary>A service has done its part.</summary>
    /// <exception cref="UnknownOrderException">There is no such order.</exception>
    internal Task DoneAsync(Guid orderId, string step, DateTimeOffset at, string reference, Backorder? backorder,
        CancellationToken cancellationToken) => WriteAsync(orderId, $"""
            INSERT INTO fulfilment_steps (order_id, step, status, at, reference, detail, backordered)
            SELECT order_id, {step}, {FulfilmentStatus.Done}, {at.UtcDateTime}, {Cut(reference,
                FulfilmentStepConfiguration.ReferenceLength)}, CAST({Cut(backorder?.Detail)} AS text),
                CAST({backorder?.Pieces} AS bigint)
            FROM orders WHERE order_id = {orderId}
            ON CONFLICT (order_id, step) DO UPDATE SET status = excluded.status, at = excluded.at,
                reference = excluded.reference,
                detail = CASE WHEN fulfilment_steps.status = 'pending'
                    AND fulfilment_steps.backordered < excluded.backordered
                    THEN fulfilment_steps.detail ELSE excluded.detail END,
                backordered = CASE WHEN fulfilment_steps.backordered < excluded.backordered
                    THEN fulfilment_steps.backordered ELSE excluded.backordered END
            WHERE fulfilment_steps.status <> 'done'
            """, cancellationToken);

    /// <summary>A service has given up for now; what it did before, or does after a replay, counts more.</summary>
    /// <exception cref="UnknownOrderException">There is no such order.</exception>
    internal Task FailedAsync(Guid orderId, string step, DateTimeOffset at, string detail,
        CancellationToken cancellationToken) => WriteAsync(orderId, $"""
            INSERT INTO fulfilment_steps (order_id, step, status, at, reference, detail)
            SELECT order_id, {step}, {FulfilmentStatus.Failed}, {at.UtcDateTime}, NULL, {Cut(detail)}
            FROM orders WHERE order_id = {orderId}
            ON CONFLICT (order_id, step) DO UPDATE SET status = excluded.status, at = excluded.at,
                reference = NULL, detail = excluded.detail
            WHERE fulfilment_steps.status <> 'done'
            """, cancellationToken);

    /// <summary>Inventory says what the order misses, without being done by that.</summary>
    /// <exception cref="UnknownOrderException">There is no such order.</exception>
    internal Task BackorderedAsync(Guid orderId, Backorder backorder, CancellationToken cancellationToken) =>
        WriteAsync(orderId, $"""
            INSERT INTO fulfilment_steps (order_id, step, status, at, reference, detail, backordered)
            SELECT order_id, {FulfilmentSteps.Inventory}, {FulfilmentStatus.Pending}, NULL, NULL, {Cut(backorder.Detail)},
                {backorder.Pieces}
            FROM orders WHERE order_id = {orderId}
            ON CONFLICT (order_id, step) DO UPDATE SET detail = excluded.detail, backordered = excluded.backordered
            WHERE fulfilment_steps.status <> 'failed'
                AND (fulfilment_steps.backordered IS NULL OR excluded.backordered < fulfilment_steps.backordered)
            """, cancellationToken);

    private async Task WriteAsync(Guid orderId, FormattableString report, CancellationToken cancellationToken)
    {
        // Locked first: of reports that come at once, each later statement sees the steps of those before.
        var order = $"{{{report.ArgumentCount}}}";
        var statements = FormattableStringFactory.Create($"""
            SELECT 1 FROM orders WHERE order_id = {order} {dbContext.Sql().RowLock};
            {report.Format};
            UPDATE orders SET status = {FulfilmentStatus.OfOrderSql}
            WHERE order_id = {order} AND status <> {FulfilmentStatus.OfOrderSql}
            """, [.. report.GetArguments(), orderId]);

        // No row: either what is there counts more, or there is no order to write about.
        if (await dbContext.Database.ExecuteSqlAsync(statements, cancellationToken) <= 0
            && !await dbContext.Orders.AnyAsync(row => row.OrderId == orderId, cancellationToken))
            throw new UnknownOrderException(orderId);
    }

    private static string? Cut(string? text, int length = FulfilmentStepConfiguration.DetailLength) =>
        text?.Length > length ? text[..length] : text;
}

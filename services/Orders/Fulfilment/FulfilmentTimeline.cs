using Microservices.Orders.Data;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Orders.Fulfilment;

/// <summary>
/// Writes what the services report, one statement each, in whatever order and however often the reports come: done
/// beats failed, failed beats pending, and a repetition changes nothing.
/// </summary>
internal sealed class FulfilmentTimeline(OrdersDbContext dbContext)
{
    /// <summary>A service has done its part.</summary>
    /// <exception cref="UnknownOrderException">There is no such order.</exception>
    internal Task DoneAsync(Guid orderId, string step, DateTimeOffset at, string reference, string? detail,
        CancellationToken cancellationToken) => WriteAsync(orderId, $"""
            INSERT INTO fulfilment_steps (order_id, step, status, at, reference, detail)
            SELECT order_id, {step}, {FulfilmentStatus.Done}, {at.UtcDateTime}, {Cut(reference,
                FulfilmentStepConfiguration.ReferenceLength)}, CAST({Cut(detail)} AS text)
            FROM orders WHERE order_id = {orderId}
            ON CONFLICT (order_id, step) DO UPDATE SET status = excluded.status, at = excluded.at,
                reference = excluded.reference,
                detail = CASE WHEN fulfilment_steps.status = 'pending'
                    THEN COALESCE(excluded.detail, fulfilment_steps.detail) ELSE excluded.detail END
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

    /// <summary>A service adds what a reader should know, without being done.</summary>
    /// <exception cref="UnknownOrderException">There is no such order.</exception>
    internal Task NotedAsync(Guid orderId, string step, string detail, CancellationToken cancellationToken) =>
        WriteAsync(orderId, $"""
            INSERT INTO fulfilment_steps (order_id, step, status, at, reference, detail)
            SELECT order_id, {step}, {FulfilmentStatus.Pending}, NULL, NULL, {Cut(detail)}
            FROM orders WHERE order_id = {orderId}
            ON CONFLICT (order_id, step) DO UPDATE SET detail = excluded.detail
            WHERE fulfilment_steps.status <> 'failed'
            """, cancellationToken);

    private async Task WriteAsync(Guid orderId, FormattableString statement, CancellationToken cancellationToken)
    {
        // No row: either what is there counts more, or there is no order to write about.
        if (await dbContext.Database.ExecuteSqlAsync(statement, cancellationToken) == 0
            && !await dbContext.Orders.AnyAsync(order => order.OrderId == orderId, cancellationToken))
            throw new UnknownOrderException(orderId);
    }

    private static string? Cut(string? text, int length = FulfilmentStepConfiguration.DetailLength) =>
        text?.Length > length ? text[..length] : text;
}

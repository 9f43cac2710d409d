using Contracts.Orders;
using Contracts.Rules;
using Microservices.Orders.Acceptance;
using Microservices.Orders.Data;
using Microservices.Orders.Data.Sql;
using Microservices.Orders.Fulfilment;
using Microservices.Orders.Validation;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Orders.Adoption;

/// <summary>Stores an order whose event came from elsewhere, so that it has a timeline. Its event is out: none is published.</summary>
internal sealed class OrderAdoption(
    OrdersDbContext dbContext, EarlyReports earlyReports, OrderValidator validator, TimeProvider timeProvider, OrdersMetrics metrics, ILogger<OrderAdoption> logger)
{
    /// <summary>Stores the order unless it is there.</summary>
    /// <exception cref="RefusedOrderException">It breaks a rule, or its id or number belongs to a different order.</exception>
    /// <exception cref="DbUpdateException">Another was first with the id or the number; a retry finds it.</exception>
    internal async Task AdoptAsync(OrderConfirmed confirmed, CancellationToken cancellationToken)
    {
        var standing = await dbContext.Orders.AsNoTracking()
            .Where(order => order.OrderId == confirmed.OrderId || order.OrderNumber == confirmed.OrderNumber)
            .Select(order => new Standing(order, dbContext.EarlyReports.Any(report => report.OrderId == order.OrderId)))
            .ToListAsync(cancellationToken);
        if (standing.Find(other => ConfirmedOrder.IsEqual(other.Order, confirmed)) is { } known)
        {
            await CatchUpAsync(known, cancellationToken);
            return;
        }

        var order = Validate(confirmed);
        var row = OrderFactory.CreateRow(order, confirmed.OrderId, confirmed.OrderNumber, OrderFactory.UtcNow(timeProvider));
        // The same order in the spelling that is stored: a language tag may have come in small letters.
        if (standing.Find(other => ConfirmedOrder.IsEqual(other.Order, OrderFactory.CreateEvent(order, row))) is { } respelled)
        {
            await CatchUpAsync(respelled, cancellationToken);
            return;
        }

        if (standing.Exists(other => other.Order.OrderId == confirmed.OrderId))
            throw Refuse(confirmed, Reasons.Conflict, "orderId is that of a different order");
        if (standing.Count > 0)
            throw Refuse(confirmed, Reasons.OrderNumberTaken, $"orderNumber {confirmed.OrderNumber} is that of order {standing[0].Order.OrderId}");

        await using var transaction = await dbContext.Database.BeginTransactionAsync(cancellationToken);
        await dbContext.Sql().LockOrderAsync(dbContext, row.OrderId, cancellationToken);
        dbContext.Orders.Add(row);
        await dbContext.SaveChangesAsync(cancellationToken);
        await earlyReports.ApplyAsync(row.OrderId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        logger.OrderAdopted(row.OrderId, row.OrderNumber);
        metrics.Accepted(OrdersMetrics.Event);
    }

    // The order was posted or imported here after an upstream service had published its event, and reports about it waited.
    private async Task CatchUpAsync(Standing known, CancellationToken cancellationToken)
    {
        if (!known.HasEarlyReports)
            return;

        await using var transaction = await dbContext.Database.BeginTransactionAsync(cancellationToken);
        await dbContext.Sql().LockOrderAsync(dbContext, known.Order.OrderId, cancellationToken);
        await earlyReports.ApplyAsync(known.Order.OrderId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private ValidatedOrder Validate(OrderConfirmed confirmed)
    {
        var violations = new ViolationList();
        // The contract's prices may be finer than those that this service's own shops send.
        return validator.Validate(ConfirmedOrder.AsRequest(confirmed), violations, UnitPrices.MaxDecimals)
            ?? throw Refuse(confirmed, violations.PrimaryCode!, Describe(violations)); // refused, hence for a reason
    }

    private RefusedOrderException Refuse(OrderConfirmed confirmed, string code, string reason)
    {
        metrics.Rejected(OrdersMetrics.Event, code);
        return new RefusedOrderException(confirmed.OrderId, reason);
    }

    // The reason is logged and shown to the engineer on call, who need not read a customer's data.
    private static string Describe(ViolationList violations)
    {
        const int shown = 5;
        var rest = violations.Items.Count - shown + violations.Omitted;
        return string.Join("; ", violations.Items.Take(shown).Select(violation => violation.Value is { } value && !IsPersonal(violation.Path)
            ? $"{violation.Path} {violation.Message}, and is {value}" : $"{violation.Path} {violation.Message}"))
            + (rest > 0 ? $"; and {rest} more" : "");
    }

    private static bool IsPersonal(string path) =>
        path.StartsWith("customer", StringComparison.Ordinal) || path.StartsWith("shippingAddress", StringComparison.Ordinal)
        || path.StartsWith("billingAddress", StringComparison.Ordinal);

    private sealed record Standing(Order Order, bool HasEarlyReports);
}

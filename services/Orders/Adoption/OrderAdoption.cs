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
            .ToListAsync(cancellationToken);
        if (standing.Exists(order => ConfirmedOrder.IsEqual(order, confirmed)))
            return;

        var order = Validate(confirmed);
        var row = OrderFactory.CreateRow(order, confirmed.OrderId, confirmed.OrderNumber, OrderFactory.UtcNow(timeProvider));
        // The same order in the spelling that is stored: a language tag may have come in small letters.
        if (standing.Exists(stored => ConfirmedOrder.IsEqual(stored, OrderFactory.CreateEvent(order, row))))
            return;
        if (standing.Exists(stored => stored.OrderId == confirmed.OrderId))
            throw Refuse(confirmed, Reasons.Conflict, "orderId is that of a different order");
        if (standing.Count > 0)
            throw Refuse(confirmed, Reasons.OrderNumberTaken, $"orderNumber {confirmed.OrderNumber} is that of order {standing[0].OrderId}");

        await using var transaction = await dbContext.Database.BeginTransactionAsync(cancellationToken);
        await dbContext.Sql().LockOrderAsync(dbContext, row.OrderId, cancellationToken);
        dbContext.Orders.Add(row);
        await dbContext.SaveChangesAsync(cancellationToken);
        await earlyReports.ApplyAsync(row.OrderId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        logger.OrderAdopted(row.OrderId, row.OrderNumber);
        metrics.Accepted(OrdersMetrics.Event);
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
        path.StartsWith("customer", StringComparison.Ordinal) || path.StartsWith("shippingAddress", StringComparison.Ordinal);
}

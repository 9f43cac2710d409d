using System.Text.Json;
using Contracts.Orders;
using Contracts.Rules;
using Microservices.Orders.Data;
using Microservices.Orders.Fulfilment;
using Microservices.Orders.Validation;

namespace Microservices.Orders.Acceptance;

/// <summary>Makes the row and the event of an accepted order out of the same values.</summary>
internal static class OrderFactory
{
    /// <summary>Now, as it is kept.</summary>
    internal static DateTime UtcNow(TimeProvider time) => Kept(time.GetUtcNow());

    /// <summary>An instant in UTC, no finer than PostgreSQL keeps it: what is read back must equal what was written.</summary>
    internal static DateTime Kept(DateTimeOffset instant) => Instants.Cut(instant).UtcDateTime;

    internal static Order CreateRow(ValidatedOrder order, Guid orderId, string orderNumber, DateTime acceptedAt) =>
        new()
        {
            OrderId = orderId,
            OrderNumber = orderNumber,
            CustomerId = order.Customer.Id,
            CustomerName = order.Customer.Name,
            CustomerEmail = order.Customer.Email,
            CustomerLocale = order.Customer.Locale,
            Currency = order.Currency,
            TotalAmount = order.Total,
            ConfirmedAt = order.ConfirmedAt is { } confirmedAt ? Kept(confirmedAt) : acceptedAt,
            AcceptedAt = acceptedAt,
            Lines = JsonSerializer.Serialize(order.Lines, StoredJson.Default.IReadOnlyListOrderLine),
            ShippingAddress = order.ShippingAddress is { } address
                ? JsonSerializer.Serialize(address, StoredJson.Default.ShippingAddress)
                : null,
            Fingerprint = order.Fingerprint,
            ExpectedSteps = FulfilmentSteps.Stored,
        };

    internal static OrderConfirmed CreateEvent(ValidatedOrder order, Order row) => new()
    {
        OrderId = row.OrderId,
        OrderNumber = row.OrderNumber,
        Customer = order.Customer,
        Currency = order.Currency,
        ShippingAddress = order.ShippingAddress,
        Lines = order.Lines,
        ConfirmedAt = new DateTimeOffset(row.ConfirmedAt, TimeSpan.Zero),
    };
}

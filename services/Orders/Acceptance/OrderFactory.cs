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
            InvoiceTerms = InvoiceTerms.Of(order) is { } terms ? JsonSerializer.Serialize(terms, StoredJson.Default.InvoiceTerms) : null,
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
        BillingAddress = order.BillingAddress,
        Lines = order.Lines,
        ConfirmedAt = new DateTimeOffset(row.ConfirmedAt, TimeSpan.Zero),
        SupplyDate = order.SupplyDate,
        PricesIncludeVat = order.PricesIncludeVat,
        Payment = order.Payment,
    };

    /// <summary>The event of a stored order, equal to the one that was published.</summary>
    internal static OrderConfirmed ReadEvent(Order row)
    {
        var terms = row.InvoiceTerms is { } json ? JsonSerializer.Deserialize(json, StoredJson.Default.InvoiceTerms) : null;
        return new OrderConfirmed
        {
            OrderId = row.OrderId,
            OrderNumber = row.OrderNumber,
            Customer = new Customer
            {
                Id = row.CustomerId,
                Name = row.CustomerName,
                Email = row.CustomerEmail,
                Locale = row.CustomerLocale,
                VatId = terms?.VatId,
            },
            Currency = row.Currency,
            ShippingAddress = row.ShippingAddress is { } address
                ? JsonSerializer.Deserialize(address, StoredJson.Default.ShippingAddress)
                : null,
            BillingAddress = terms?.BillingAddress,
            Lines = JsonSerializer.Deserialize(row.Lines, StoredJson.Default.IReadOnlyListOrderLine) ?? [],
            ConfirmedAt = new DateTimeOffset(DateTime.SpecifyKind(row.ConfirmedAt, DateTimeKind.Utc)),
            SupplyDate = terms?.SupplyDate,
            PricesIncludeVat = terms?.PricesIncludeVat,
            Payment = terms?.Payment,
        };
    }
}

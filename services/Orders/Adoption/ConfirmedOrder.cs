using Contracts.Orders;
using Microservices.Orders.Acceptance;
using Microservices.Orders.Data;
using Microservices.Orders.Validation;

namespace Microservices.Orders.Adoption;

/// <summary>An order as its event tells it, beside the order as it is stored.</summary>
internal static class ConfirmedOrder
{
    /// <summary>The order as a shop would have sent it to <c>POST /orders</c>.</summary>
    internal static OrderRequest AsRequest(OrderConfirmed confirmed) => new()
    {
        OrderId = confirmed.OrderId,
        OrderNumber = confirmed.OrderNumber,
        Customer = new CustomerRequest
        {
            Id = confirmed.Customer.Id,
            Name = confirmed.Customer.Name,
            Email = confirmed.Customer.Email,
            Locale = confirmed.Customer.Locale,
            VatId = confirmed.Customer.VatId,
        },
        Currency = confirmed.Currency,
        ShippingAddress = confirmed.ShippingAddress is { } address ? AsRequest(address) : null,
        BillingAddress = confirmed.BillingAddress is { } billing ? AsRequest(billing) : null,
        Lines = [.. confirmed.Lines.Select(line => new LineRequest
        {
            Sku = line.Sku, Description = line.Description, Quantity = line.Quantity, UnitPrice = line.UnitPrice,
            VatCategory = line.VatCategory,
        })],
        ConfirmedAt = confirmed.ConfirmedAt,
        SupplyDate = confirmed.SupplyDate,
        PricesIncludeVat = confirmed.PricesIncludeVat,
        Payment = confirmed.Payment is { } payment ? new PaymentRequest { Status = payment.Status, Method = payment.Method } : null,
    };

    /// <summary>Whether the stored order is what the event tells, in every member.</summary>
    internal static bool IsEqual(Order stored, OrderConfirmed confirmed)
    {
        var known = OrderFactory.ReadEvent(stored);
        return known.Lines.SequenceEqual(confirmed.Lines)
            && known == confirmed with { Lines = known.Lines, ConfirmedAt = OrderFactory.Kept(confirmed.ConfirmedAt) };
    }

    private static AddressRequest AsRequest(ShippingAddress address) => new()
    {
        Name = address.Name,
        Line1 = address.Line1,
        Line2 = address.Line2,
        PostalCode = address.PostalCode,
        City = address.City,
        Region = address.Region,
        Country = address.Country,
        CountryCode = address.CountryCode,
    };
}

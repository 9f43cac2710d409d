using Contracts.Orders;

namespace Microservices.Email.Tests;

/// <summary>Orders to send confirmations of.</summary>
internal static class TestOrders
{
    public static readonly DateTimeOffset ConfirmedAt = new(2026, 3, 7, 14, 5, 0, TimeSpan.Zero);

    public static OrderConfirmed Order(string locale = "en-GB", string currency = "GBP", string name = "Ada Byron",
        string email = "ada@example.test", Guid? orderId = null, IReadOnlyList<OrderLine>? lines = null) => new()
        {
            OrderId = orderId ?? Guid.NewGuid(),
            OrderNumber = "536365",
            Customer = new Customer { Id = "17850", Name = name, Email = email, Locale = locale },
            Currency = currency,
            ShippingAddress = new ShippingAddress
            {
                Line1 = "12 St James's Square",
                PostalCode = "SW1Y 4JH",
                City = "London",
                Country = "United Kingdom",
                CountryCode = "GB",
            },
            Lines = lines ??
            [
                Line("TEA-01", "Tin of \"Earl Grey\" tea, 250 g", 2, 7.45m),
                Line("CUP-6", "Stoneware cups & saucers", 1, 1249.00m),
                Line("GIFT", "Gift wrap", 1, 0m),
            ],
            ConfirmedAt = ConfirmedAt,
        };

    public static OrderLine Line(string sku, string description, int quantity, decimal unitPrice) =>
        new() { Sku = sku, Description = description, Quantity = quantity, UnitPrice = unitPrice };
}

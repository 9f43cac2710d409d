using Contracts.Orders;

namespace Microservices.Invoice.Tests;

/// <summary>Orders to invoice.</summary>
internal static class TestOrders
{
    public static OrderConfirmed Create(params OrderLine[] lines) => new()
    {
        OrderId = Guid.CreateVersion7(),
        OrderNumber = "536365",
        Customer = new Customer { Id = "17850", Name = "Ada Beispiel", Email = "ada@example.test", Locale = "en-GB" },
        Currency = "GBP",
        ShippingAddress = new ShippingAddress
        {
            Line1 = "Königstraße 12",
            PostalCode = "70173",
            City = "Stuttgart",
            Country = "Germany",
            CountryCode = "DE",
        },
        Lines = lines.Length > 0 ? lines : [Line(6, 2.55m), Line(6, 3.39m), Line(8, 2.75m)],
        ConfirmedAt = new DateTimeOffset(2026, 11, 21, 23, 30, 0, TimeSpan.Zero),
    };

    public static OrderLine Line(int quantity, decimal unitPrice, string description = "WHITE HANGING HEART T-LIGHT HOLDER") =>
        new() { Sku = "85123A", Description = description, Quantity = quantity, UnitPrice = unitPrice };

    /// <summary>An order of many different lines.</summary>
    public static OrderConfirmed WithLines(int count) => Create(Enumerable.Range(1, count)
        .Select(index => Line(index % 48 + 1, index % 997 / 100m, $"ARTICLE {index}")).ToArray());
}

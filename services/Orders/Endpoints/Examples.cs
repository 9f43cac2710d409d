using System.Text.Json.Nodes;

namespace Microservices.Orders.Endpoints;

/// <summary>Examples that the page of the interface offers to send.</summary>
internal static class Examples
{
    internal static JsonNode Order => new JsonObject
    {
        ["orderNumber"] = "SHOP-1001",
        ["customer"] = new JsonObject
        {
            ["id"] = "C-17",
            ["name"] = "Jane Doe",
            ["email"] = "jane.doe@example.test",
            ["locale"] = "en-GB",
        },
        ["currency"] = "GBP",
        ["shippingAddress"] = new JsonObject
        {
            ["line1"] = "1 High Street",
            ["city"] = "London",
            ["postalCode"] = "SW1A 1AA",
            ["country"] = "United Kingdom",
        },
        ["lines"] = new JsonArray(
            Line("MUG-RED", "Red mug", 2, 4.95m),
            Line("TEA-GRN", "Green tea", 1, 6.50m)),
        ["confirmedAt"] = "2026-05-01T09:30:00+01:00",
    };

    private static JsonObject Line(string sku, string description, int quantity, decimal unitPrice) => new()
    {
        ["sku"] = sku,
        ["description"] = description,
        ["quantity"] = quantity,
        ["unitPrice"] = unitPrice,
    };

    internal static JsonNode Csv =>
        """
        InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
        700001,MUG-RED,Red mug,2,2026-05-01 09:30:00,4.95,17,United Kingdom
        700001,TEA-GRN,"Green tea, loose",1,2026-05-01 09:30:00,6.50,17,United Kingdom
        """;
}

using Contracts.Orders;

namespace Microservices.Inventory.Tests;

internal static class TestOrders
{
    internal static OrderConfirmed Of(params (string Sku, int Quantity)[] lines) => new()
    {
        OrderId = Guid.CreateVersion7(),
        OrderNumber = "1001",
        Customer = new Customer { Id = "C1", Name = "Test", Email = "test@example.test" },
        Currency = "GBP",
        Lines = [.. lines.Select(line => new OrderLine
        {
            Sku = line.Sku,
            Description = "Something",
            Quantity = line.Quantity,
            UnitPrice = 1.25m,
        })],
        ConfirmedAt = DateTimeOffset.UtcNow,
    };
}

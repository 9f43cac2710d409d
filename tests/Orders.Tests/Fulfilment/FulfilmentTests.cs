using Contracts.Inventory;
using Microservices.Orders.Fulfilment;

namespace Microservices.Orders.Tests.Fulfilment;

public class FulfilmentTests
{
    [Theory]
    [InlineData("rabbitmq://localhost/vhost/email-order-confirmed", "email")]
    [InlineData("loopback://localhost/inventory-order-confirmed", "inventory")]
    [InlineData("amqps://broker:5671/invoice-order-confirmed?durable=true", "invoice")]
    [InlineData("rabbitmq://localhost/emailer-order-confirmed", null)]
    [InlineData("rabbitmq://localhost/loyalty-order-confirmed", null)]
    [InlineData("email-order-confirmed", "email")]
    [InlineData("invoice-render-document", "invoice")]
    [InlineData("email-invoice-document-stored", null)]
    [InlineData("rabbitmq://localhost/vhost/email-invoice-document-stored", null)]
    [InlineData("orders-fulfilment", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Should_find_the_step_by_the_queue(string? queue, string? step) => FaultSource.FindStep(queue).ShouldBe(step);

    [Fact]
    public void Should_describe_what_is_missing()
    {
        Backorder.Of([Sku("A", 3, 0)]).ShouldBe(new Backorder(0, null));
        Backorder.Of([Sku("B", 0, 7), Sku("A", 3, 2), Sku("C", 1, 0)]).ShouldBe(new Backorder(9, "On back order: 2 × A, 7 × B"));
        Backorder.Of(Enumerable.Range(10, 12).Select(i => Sku($"S{i}", 0, 1))).Detail!.ShouldEndWith("1 × S19 and 2 more SKUs");
    }

    [Fact]
    public void Should_say_when_nothing_is_missing_any_more()
    {
        var at = new DateTimeOffset(2026, 5, 2, 14, 30, 0, TimeSpan.FromHours(2));

        Backorder.AfterFilling([Sku("A", 3, 2)], at).ShouldBe(new Backorder(2, "On back order: 2 × A"));
        Backorder.AfterFilling([Sku("A", 5, 0)], at).ShouldBe(new Backorder(0, "Back order filled at 2026-05-02 12:30 UTC."));
    }

    private static ReservedSku Sku(string sku, int reserved, int backordered) =>
        new() { Sku = sku, Reserved = reserved, Backordered = backordered };
}

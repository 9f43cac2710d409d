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
    public void Should_find_the_step_by_the_queue(string address, string? step) =>
        FaultSource.FindStep(new Uri(address)).ShouldBe(step);

    [Fact]
    public void Should_describe_what_is_missing()
    {
        Backorder.Describe([Sku("A", 3, 0)]).ShouldBeNull();
        Backorder.Describe([Sku("B", 0, 7), Sku("A", 3, 2), Sku("C", 1, 0)]).ShouldBe("On back order: 2 × A, 7 × B");
        Backorder.Describe(Enumerable.Range(10, 12).Select(i =>
            Sku($"S{i}", 0, 1)))!.ShouldEndWith("1 × S19 and 2 more SKUs");
    }

    [Theory]
    [InlineData("", "pending")]
    [InlineData("done,done", "pending")]
    [InlineData("done,done,done", "done")]
    [InlineData("done,failed,pending", "failed")]
    public void Should_sum_up_the_steps(string steps, string expected) =>
        FulfilmentStatus.OfOrder(steps.Split(',', StringSplitOptions.RemoveEmptyEntries)).ShouldBe(expected);

    private static ReservedSku Sku(string sku, int reserved, int backordered) =>
        new() { Sku = sku, Reserved = reserved, Backordered = backordered };
}

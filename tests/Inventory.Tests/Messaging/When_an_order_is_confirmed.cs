using Microservices.Testing;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Inventory.Tests.Messaging;

public sealed class When_an_order_is_confirmed
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_reserve_its_skus_each_once_and_say_so()
    {
        await using var scene = await Scene.StartAsync();
        await scene.StockAsync(("LAMP", 10), ("CHAIR", 10));
        var order = TestOrders.Of(("LAMP", 1), ("CHAIR", 2), ("LAMP", 3), ("LAMP", 1));

        await scene.Others.PublishAsync(order);
        await Eventually.Holds(() => !scene.Others.Reserved.IsEmpty, "stock is reserved", cancellationToken: Cancellation);

        var reserved = scene.Others.Reserved.ShouldHaveSingleItem();
        reserved.OrderId.ShouldBe(order.OrderId);
        reserved.Lines.Select(line => (line.Sku, line.Reserved, line.Backordered))
            .ShouldBe([("CHAIR", 2L, 0L), ("LAMP", 5L, 0L)]);
        scene.Others.Shortages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_say_what_is_missing_and_not_call_it_a_fault()
    {
        await using var scene = await Scene.StartAsync();
        await scene.StockAsync(("LAMP", 2), ("CHAIR", 10));
        var order = TestOrders.Of(("CHAIR", 1), ("LAMP", int.MaxValue), ("LAMP", int.MaxValue));

        await scene.Others.PublishAsync(order);
        await Eventually.Holds(() => !scene.Others.Shortages.IsEmpty && !scene.Others.Reserved.IsEmpty,
            "the shortage is reported", cancellationToken: Cancellation);

        var shortage = scene.Others.Shortages.ShouldHaveSingleItem();
        shortage.Lines.Select(line => (line.Sku, line.Reserved, line.Backordered))
            .ShouldBe([("LAMP", 2L, (2L * int.MaxValue) - 2)]);
        shortage.ReservationId.ShouldBe(scene.Others.Reserved.ShouldHaveSingleItem().ReservationId);
        scene.Others.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_absorb_it_when_it_comes_again_under_any_message_id()
    {
        await using var scene = await Scene.StartAsync();
        await scene.StockAsync(("LAMP", 10));
        var order = TestOrders.Of(("LAMP", 3));
        var last = TestOrders.Of(("LAMP", 1));

        var copies = Enumerable.Range(0, 20).Select(number => number % 2 == 0 ? order.OrderId : Guid.CreateVersion7());
        await Task.WhenAll(copies.Select(messageId => scene.Others.PublishAsync(order, messageId)));
        await Eventually.Holds(async () => await scene.Broker.CountMessagesAsync("inventory-order-confirmed") == 0
            && !scene.Others.Reserved.IsEmpty, "every copy is consumed", cancellationToken: Cancellation);
        await scene.Others.PublishAsync(last);
        await Eventually.Holds(() => scene.Others.Reserved.Any(reserved => reserved.OrderId == last.OrderId),
            "the order behind the copies is served", cancellationToken: Cancellation);

        scene.Others.Reserved.Count(reserved => reserved.OrderId == order.OrderId).ShouldBe(1);
        scene.Others.Faults.ShouldBeEmpty();
        (await scene.Inventory.QueryAsync(context => context.Stock.SumAsync(item => item.Reserved, Cancellation))).ShouldBe(4);
    }

    [Fact]
    public async Task Should_give_up_at_once_on_unknown_skus_and_go_on_with_the_next_order()
    {
        await using var scene = await Scene.StartAsync();
        await scene.StockAsync(("LAMP", 10));
        var unknown = TestOrders.Of(("LAMP", 1), ("GHOST", 1), ("lamp", 1));

        await scene.Others.PublishAsync(unknown);
        await scene.Others.PublishAsync(TestOrders.Of(("LAMP", 3)));

        // The first redelivery would come after a minute: well within that, nothing was tried again.
        await Eventually.Holds(async () => await scene.Broker.CountMessagesAsync(Scene.ErrorQueue) == 1,
            "the order is in the error queue", TimeSpan.FromSeconds(20), Cancellation);
        await Eventually.Holds(() => !scene.Others.Faults.IsEmpty && !scene.Others.Reserved.IsEmpty,
            "the fault is published and the next order served", cancellationToken: Cancellation);
        var fault = scene.Others.Faults.ShouldHaveSingleItem().Exceptions.ShouldHaveSingleItem();
        fault.ExceptionType.ShouldContain("UnknownSkuException");
        fault.Message.ShouldContain("2 unknown SKU(s): 'GHOST', 'lamp'");
        (await scene.Inventory.QueryAsync(context => context.Stock.SumAsync(item => item.Reserved, Cancellation))).ShouldBe(3);
        (await scene.Inventory.QueryAsync(context => context.Reservations.CountAsync(Cancellation))).ShouldBe(1);
    }

    [Fact]
    public async Task Should_serve_the_neighbours_of_orders_that_it_cannot_serve()
    {
        await using var scene = await Scene.StartAsync();
        await scene.StockAsync(("LAMP", 1000));
        var orders = Enumerable.Range(0, 120).Select(number =>
            number % 40 == 20 ? TestOrders.Of(("LAMP", 1), ($"GHOST-{number}", 1)) : TestOrders.Of(("LAMP", 1))).ToList();

        await Task.WhenAll(orders.Select(order => scene.Others.PublishAsync(order)));

        await Eventually.Holds(() => scene.Others.Faults.Count == 3 && scene.Others.Reserved.Count == 117,
            "117 orders are served and 3 refused", TimeSpan.FromSeconds(40), Cancellation);
        foreach (var order in orders.Where(order => order.Lines.Count == 2))
        {
            scene.Others.Faults.Single(fault => fault.Message.OrderId == order.OrderId).Exceptions.ShouldHaveSingleItem()
                .Message.ShouldContain($"1 unknown SKU(s): '{order.Lines[1].Sku}'");
        }

        await Eventually.Holds(async () => await scene.Broker.CountMessagesAsync(Scene.ErrorQueue, Cancellation) == 3,
            "they are in the error queue", cancellationToken: Cancellation);
        (await scene.Inventory.QueryAsync(context => context.Stock.SumAsync(item => item.Reserved, Cancellation))).ShouldBe(117);
    }

    [Fact]
    public async Task Should_acknowledge_each_replayed_order_of_a_batch()
    {
        await using var scene = await Scene.StartAsync();
        await scene.StockAsync(("LAMP", 100));
        var orders = Enumerable.Range(0, 20).Select(_ => TestOrders.Of(("LAMP", 1))).ToList();
        await scene.Others.PublishAsync(orders[7]);
        await Eventually.Holds(() => !scene.Others.Reserved.IsEmpty, "one order is served", cancellationToken: Cancellation);

        await Task.WhenAll(orders.Select((order, item) => scene.Others.ReplayAsync(order, item)));

        await Eventually.Holds(() => scene.Others.Acknowledged.Count == 20 && scene.Others.Reserved.Count == 20,
            "20 acknowledgements", cancellationToken: Cancellation);
        scene.Others.Acknowledged.Select(one => one.ReplayItemId).Order().ShouldBe(Enumerable.Range(0, 20).Select(item => (long)item));
        scene.Others.Acknowledged.Single(one => one.WasDuplicate).ReplayItemId.ShouldBe(7);
    }

    [Fact]
    public async Task Should_give_up_at_once_on_an_order_that_cannot_be()
    {
        await using var scene = await Scene.StartAsync();
        await scene.StockAsync(("LAMP", 10));

        await scene.Others.PublishAsync(TestOrders.Of(("SOFA", 1)));

        await Eventually.Holds(() => !scene.Others.Faults.IsEmpty, "the fault is published",
            TimeSpan.FromSeconds(20), Cancellation);
        scene.Others.Faults.ShouldHaveSingleItem().Exceptions[0].Message.ShouldContain("unknown SKU");
        (await scene.Inventory.QueryAsync(context => context.Reservations.CountAsync(Cancellation))).ShouldBe(0);
    }

    [Theory]
    [InlineData("LAMP", -5)]
    [InlineData(" ", 1)]
    [InlineData("LAMP ", 1)]
    [InlineData("LA\u200BMP", 1)]
    [InlineData("\0", 1)]
    public async Task Should_keep_an_order_that_breaks_its_contract_and_call_it_no_fault_of_an_order(string sku, int quantity)
    {
        await using var scene = await Scene.StartAsync();
        await scene.StockAsync(("LAMP", 10));

        await scene.Others.PublishAsync(TestOrders.Of((sku, quantity)));

        await Eventually.Holds(async () => await scene.Broker.CountMessagesAsync(Scene.ErrorQueue, Cancellation) == 1, "the order is in the error queue",
            TimeSpan.FromSeconds(20), Cancellation);
        scene.Others.Faults.ShouldBeEmpty();
        (await scene.Inventory.QueryAsync(context => context.Reservations.CountAsync(Cancellation))).ShouldBe(0);
    }
}

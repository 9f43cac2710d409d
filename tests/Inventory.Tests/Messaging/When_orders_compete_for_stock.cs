using Microservices.Testing;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Inventory.Tests.Messaging;

public sealed class When_orders_compete_for_stock
{
    private const int Orders = 200;
    private const int OnHand = 150;

    [Fact]
    public async Task Should_never_promise_more_than_is_on_hand()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var skus = Enumerable.Range(0, 8).Select(number => $"SKU-{number}").ToArray();
        var random = new Random(20260101);
        var orders = Enumerable.Range(0, Orders).Select(_ => TestOrders.Of([.. skus.OrderBy(_ => random.Next())
            .Take(1 + random.Next(skus.Length)).Select(sku => (sku, 1 + random.Next(4)))])).ToList();
        await using var scene = await Scene.StartAsync();
        await scene.StockAsync([.. skus.Select(sku => (sku, (long)OnHand))]);

        await Task.WhenAll(orders.Select(order => scene.Others.PublishAsync(order)));
        await Eventually.Holds(() => scene.Others.Reserved.Count >= Orders, "every order has its answer",
            TimeSpan.FromMinutes(2), cancellationToken);

        scene.Others.Faults.ShouldBeEmpty("a deadlock would be one, sooner or later");
        scene.Others.Reserved.Select(reserved => reserved.OrderId).ShouldBe(orders.Select(order => order.OrderId), ignoreOrder: true);
        foreach (var sku in skus)
        {
            var wanted = orders.SelectMany(order => order.Lines).Where(line => line.Sku == sku).Sum(line => line.Quantity);
            var told = scene.Others.Reserved.SelectMany(reserved => reserved.Lines).Where(line => line.Sku == sku).ToList();
            told.Sum(line => line.Reserved).ShouldBe(Math.Min(wanted, OnHand), sku);
            told.Sum(line => line.Reserved + line.Backordered).ShouldBe(wanted, sku);
            var item = await scene.Inventory.QueryAsync(context => context.Stock.SingleAsync(item => item.Sku == sku, cancellationToken));
            item.Reserved.ShouldBe(Math.Min(wanted, OnHand), sku);
        }
    }
}

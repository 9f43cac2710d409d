using System.Net.Http.Headers;
using System.Text;
using Microservices.Testing;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Inventory.Tests.Messaging;

public sealed class When_stock_comes_in
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_tell_the_orders_that_waited_oldest_first()
    {
        await using var scene = await Scene.StartAsync();
        await scene.StockAsync(("LAMP", 1), ("VASE", 0));
        var first = TestOrders.Of(("LAMP", 3), ("VASE", 1));
        var second = TestOrders.Of(("LAMP", 4));
        var served = TestOrders.Of(("LAMP", 1));
        foreach (var order in new[] { served, first, second })
        {
            await scene.Others.PublishAsync(order);
            await Eventually.Holds(() => scene.Others.Reserved.Any(reserved => reserved.OrderId == order.OrderId),
                "the order is reserved", cancellationToken: Cancellation);
        }

        await ImportAsync(scene, "sku,onHand\nLAMP,6\nBED,1\n");
        await Eventually.Holds(() => scene.Others.Filled.Count == 2, "two orders got something", cancellationToken: Cancellation);
        await scene.StockAsync(("LAMP", 6), ("LAMP", 20));
        await Eventually.Holds(() => scene.Others.Filled.Count == 3, "the second got the rest", cancellationToken: Cancellation);
        await scene.StockAsync(("VASE", 1));
        await Eventually.Holds(() => scene.Others.Filled.Count == 4, "the first got its vase", cancellationToken: Cancellation);

        var filled = scene.Others.Filled.ToList();
        filled.Select(one => (one.OrderId, string.Join(", ", one.Lines.Select(line => $"{line.Reserved}+{line.Backordered} {line.Sku}"))))
            .ShouldBe(
            [
                (first.OrderId, "3+0 LAMP, 0+1 VASE"), (second.OrderId, "2+2 LAMP"), (second.OrderId, "4+0 LAMP"),
                (first.OrderId, "3+0 LAMP, 1+0 VASE"),
            ]);
        filled.ShouldAllBe(one => one.FilledAt.Offset == TimeSpan.Zero);
        filled.Select(one => one.ReservationId).Distinct().Count().ShouldBe(2);
    }

    /// <summary>
    /// Each SKU's stock comes in piece by piece while orders come, from many at a time. No piece is promised twice. Events may arrive in
    /// any order; the one with the fewest pieces missing is the last of its order, and says what the order has.
    /// </summary>
    [Fact]
    public async Task Should_tell_the_truth_when_orders_and_stock_come_at_once()
    {
        const int Orders = 120;
        await using var scene = await Scene.StartAsync();
        var skus = Enumerable.Range(0, 6).Select(number => $"SKU-{number}").ToArray();
        await scene.StockAsync([.. skus.Select(sku => (sku, 5L))]);
        var random = new Random(20260102);
        var orders = Enumerable.Range(0, Orders).Select(_ => TestOrders.Of([.. skus.OrderBy(_ => random.Next())
            .Take(1 + random.Next(skus.Length)).Select(sku => (sku, 1 + random.Next(3)))])).ToList();

        var arrivals = skus.Select(async sku =>
        {
            for (var onHand = 15; onHand <= 90; onHand += 15) // the orders want more of each, so that some wait whoever is faster
                await scene.StockAsync((sku, onHand));
        });
        await Task.WhenAll(orders.Select(order => scene.Others.PublishAsync(order)).Concat(arrivals));
        await Eventually.Holds(() => scene.Others.Reserved.Count == Orders, "every order has its answer", TimeSpan.FromMinutes(1), Cancellation);
        await scene.StockAsync([.. skus.Select(sku => (sku, 1000L))]);
        var waited = scene.Others.Reserved.Where(reserved => reserved.Lines.Any(line => line.Backordered > 0))
            .Select(reserved => reserved.OrderId).ToHashSet();
        await Eventually.Holds(() => scene.Others.Filled.Where(filled => filled.Lines.All(line => line.Backordered == 0))
            .Select(filled => filled.OrderId).ToHashSet().SetEquals(waited), "each that waited is told that it is filled", TimeSpan.FromMinutes(1), Cancellation);

        waited.ShouldNotBeEmpty();
        scene.Others.Faults.ShouldBeEmpty();
        var lines = (await scene.Inventory.QueryAsync(context => context.ReservationLines.ToListAsync(Cancellation)))
            .ToLookup(line => line.ReservationId, line => (line.Sku, line.Reserved, line.Backordered));
        foreach (var last in scene.Others.Filled.GroupBy(filled => filled.ReservationId)
            .Select(events => events.MinBy(filled => filled.Lines.Sum(line => line.Backordered))!)) // a group is never empty
        {
            last.Lines.Select(line => (line.Sku, line.Reserved, line.Backordered))
                .ShouldBe(lines[last.ReservationId].OrderBy(line => line.Sku, StringComparer.Ordinal));
        }

        foreach (var sku in skus)
        {
            var wanted = orders.SelectMany(order => order.Lines).Where(line => line.Sku == sku).Sum(line => line.Quantity);
            var item = await scene.Inventory.QueryAsync(context => context.Stock.SingleAsync(item => item.Sku == sku, Cancellation));
            item.Reserved.ShouldBe(wanted, sku);
            (await scene.Inventory.QueryAsync(context => context.ReservationLines.Where(line => line.Sku == sku)
                .SumAsync(line => line.Reserved, Cancellation))).ShouldBe(wanted, sku);
        }
    }

    private static async Task ImportAsync(Scene scene, string csv)
    {
        using var content = new StringContent(csv, Encoding.UTF8, new MediaTypeHeaderValue("text/csv"));
        using var answer = await scene.Inventory.Client.PostAsync(new Uri("/stock/import", UriKind.Relative), content, Cancellation);
        answer.EnsureSuccessStatusCode();
    }
}

using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using MassTransit.EntityFrameworkCoreIntegration;
using Microservices.Orders.Tests.Import;
using Microservices.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace Microservices.Orders.Tests.Overload;

public sealed class When_there_is_too_much_to_do(SmallOrdersHost host) : IClassFixture<SmallOrdersHost>, IDisposable
{
    private readonly MetricCollector<long> _working = RateLimiterMetrics.Watch(host, RateLimiterMetrics.Working);
    private readonly MetricCollector<long> _waiting = RateLimiterMetrics.Watch(host, RateLimiterMetrics.Waiting);
    private readonly MetricCollector<long> _shed =
        new(host.Services.GetRequiredService<IMeterFactory>(), OrdersMetrics.MeterName, "microservices.orders.shed");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _working.Dispose();
        _waiting.Dispose();
        _shed.Dispose();
    }

    [Fact]
    public async Task Should_let_some_orders_wait_and_refuse_the_rest_unread()
    {
        var orders = Enumerable.Range(0, 3).Select(_ => TestOrders.Fresh()).ToList();
        using var slow = new HeldContent(Bytes(orders[0]), "application/json");
        var working = host.Http.PostAsync("/orders", slow, Cancelled);
        await RateLimiterMetrics.BeginsAsync(_working);
        var waiting = host.PostAsync(orders[1]);
        await RateLimiterMetrics.BeginsAsync(_waiting);

        using var refused = await host.Http.PostAsync("/orders", Json(orders[2]), Cancelled);

        await ShouldAskToComeBackAsync(refused, "The service is busy.", fewest: 1, most: 4);
        slow.Release();
        using var answered = await working;
        answered.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await waiting).Status.ShouldBe(202);
        (await host.PostAsync(orders[2])).Status.ShouldBe(202);
        (await CountStoredAsync(orders)).ShouldBe(3);
        Shed("http", "busy").ShouldBe(1);
    }

    [Fact]
    public async Task Should_refuse_an_import_beside_another()
    {
        using var slow = new HeldContent(Encoding.UTF8.GetBytes(ImportHarness.Header + ImportHarness.Line("970001")), "text/csv");
        var working = host.Http.PostAsync("/orders/import", slow, Cancelled);
        await RateLimiterMetrics.BeginsAsync(_working);

        using var refused = await host.Http.PostAsync("/orders/import", new StringContent("", Encoding.UTF8, "text/csv"), Cancelled);

        await ShouldAskToComeBackAsync(refused, "The service is busy.", fewest: 1, most: 4);
        slow.Release();
        using var answered = await working;
        answered.StatusCode.ShouldBe(HttpStatusCode.OK);
        Shed("import", "busy").ShouldBe(1);
    }

    [Fact]
    public async Task Should_refuse_orders_while_the_outbox_is_full_and_take_them_when_the_broker_is_back()
    {
        List<JsonObject> orders = [];
        host.LineToBroker.Refuse();
        host.LineToBroker.CutConnections();
        // What is on its way when the line is cut may still arrive: the outbox is filled until it is full.
        await Eventually.Holds(async () =>
        {
            orders.Add(TestOrders.Fresh()); // the last one is refused
            return (await host.PostAsync(orders[^1])).Status == 429;
        }, "the outbox is full", cancellationToken: Cancelled);

        using (var refused = await host.Http.PostAsync("/orders", Json(orders[^1]), Cancelled))
            await ShouldAskToComeBackAsync(refused, "The outbox is full.", fewest: 15, most: 30);
        using (var refused = await host.Http.PostAsync("/orders/import", new StringContent("", Encoding.UTF8, "text/csv"), Cancelled))
            await ShouldAskToComeBackAsync(refused, "The outbox is full.", fewest: 15, most: 30);
        (await host.Http.GetAsync("/orders", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);

        host.LineToBroker.Accept();
        await Eventually.Holds(async () => (await host.PostAsync(orders[^1])).Status == 202, "orders are taken again",
            TimeSpan.FromMinutes(1), Cancelled);
        await Eventually.Holds(async () => await host.WithDatabaseAsync(context => context.Set<OutboxMessage>().CountAsync()) == 0,
            "all events are sent", TimeSpan.FromMinutes(1), Cancelled);
        (await CountStoredAsync(orders)).ShouldBe(orders.Count);
        Shed("http", "outbox").ShouldBeGreaterThanOrEqualTo(2);
        Shed("import", "outbox").ShouldBe(1);
    }

    private static async Task ShouldAskToComeBackAsync(HttpResponseMessage response, string title, int fewest, int most)
    {
        response.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        response.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(fewest, most);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!;
        problem["title"]!.GetValue<string>().ShouldBe(title);
        problem["detail"]!.GetValue<string>().ShouldContain($"{response.Headers.RetryAfter.Delta.Value.TotalSeconds:0} s");
    }

    private static byte[] Bytes(JsonObject order) => Encoding.UTF8.GetBytes(order.ToJsonString());

    private static StringContent Json(JsonObject order) => new(order.ToJsonString(), Encoding.UTF8, "application/json");

    private long Shed(string source, string reason) => _shed.GetMeasurementSnapshot()
        .Where(measured => Equals(measured.Tags["source"], source) && Equals(measured.Tags["reason"], reason)).Sum(measured => measured.Value);

    private Task<int> CountStoredAsync(IReadOnlyList<JsonObject> orders)
    {
        var ids = orders.Select(order => Guid.Parse(order["orderId"]!.GetValue<string>())).ToList();
        return host.WithDatabaseAsync(context => context.Orders.CountAsync(order => ids.Contains(order.OrderId)));
    }
}

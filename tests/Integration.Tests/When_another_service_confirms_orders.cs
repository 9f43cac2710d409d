using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microservices.Integration.Tests.Pipeline;
using Microservices.Testing;
using RabbitMQ.Client;

namespace Microservices.Integration.Tests;

/// <summary>An upstream service in any language, with nothing but a client of the broker and the contract.</summary>
[Collection(RunningPipeline.Name)]
public sealed class When_another_service_confirms_orders(RunningPipeline running)
{
    private const string Sku = "POS-CUP";
    private const string Exchange = "Contracts.Orders:OrderConfirmed";
    private const string Urn = "urn:message:Contracts.Orders:OrderConfirmed";

    private static readonly string[] Formats = ["envelope", "plain", "cloud event", "cloud event in headers"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_have_each_order_fulfilled_once_and_shown_whatever_its_format_and_however_often_it_comes()
    {
        await running.Services.StockAsync([Sku], onHand: 1000);
        var orders = new List<Guid>();
        foreach (var format in Formats)
        {
            foreach (var hasMessageId in new[] { true, false })
            {
                var order = Add(orders);
                await PublishAsync(order, format, hasMessageId);
                await PublishAsync(order, format, hasMessageId);
            }
        }

        var posted = Add(orders);
        await PostAsync(posted);
        await PublishAsync(posted, "plain", hasMessageId: false);
        var adopted = Add(orders);
        await PublishAsync(adopted, "plain", hasMessageId: false);
        await Eventually.Holds(async () => await CountAsync("Orders", "orders", [adopted.OrderId]) == 1, "the order is adopted",
            cancellationToken: Cancellation);
        await PostAsync(adopted);

        await Eventually.Holds(async () => (await Task.WhenAll(orders.Select(StatusAsync))).All(status => status == "done"), "every order is done",
            TimeSpan.FromSeconds(60), Cancellation);
        (await CountAsync("Email", "deliveries", orders)).ShouldBe(orders.Count);
        await Eventually.Holds(async () => await CountAsync("Email", "invoice_deliveries", orders) == orders.Count, "every invoice is mailed",
            TimeSpan.FromSeconds(60), Cancellation);
        (await CountAsync("Inventory", "reservations", orders)).ShouldBe(orders.Count);
        (await CountAsync("Invoice", "invoices", orders)).ShouldBe(orders.Count);
        (await DeadLettersAsync(orders)).ShouldBeEmpty();
    }

    private static Order Add(List<Guid> orders)
    {
        var order = new Order(Guid.CreateVersion7(), $"POS-{Guid.NewGuid():N}", new { Id = "C-1", Name = "Ada", Email = "ada@example.test", Locale = "de-at" },
            "EUR", [new { Sku, Description = "Cup", Quantity = 1, UnitPrice = 4.99m }], "2026-05-01T09:30:00.123456789+01:00");
        orders.Add(order.OrderId);
        return order;
    }

    private async Task PublishAsync(Order order, string format, bool hasMessageId)
    {
        var properties = new BasicProperties { ContentType = "application/json", Persistent = true };
        if (hasMessageId)
            properties.MessageId = $"{order.OrderId}";
        var message = JsonSerializer.Serialize(order, JsonSerializerOptions.Web);
        var body = message;
        switch (format)
        {
            case "envelope":
                properties.ContentType = "application/vnd.masstransit+json";
                body = $$"""{ {{(hasMessageId ? $"\"messageId\": \"{order.OrderId}\", " : "")}}"messageType": ["{{Urn}}"], "message": {{message}} }""";
                break;
            case "cloud event":
                properties.ContentType = "application/cloudevents+json";
                body = $$"""{ "specversion": "1.0", "id": "1", "source": "/pos", "type": "OrderConfirmed", "data": {{message}} }""";
                break;
            case "cloud event in headers":
                properties.Headers = new Dictionary<string, object?> { ["cloudEvents:specversion"] = "1.0", ["cloudEvents:type"] = Urn };
                break;
        }

        await running.Services.Broker.PublishAsync(Exchange, "", properties, Encoding.UTF8.GetBytes(body), Cancellation);
    }

    private async Task PostAsync(Order order)
    {
        using var answer = await running.Services.Orders.Http.PostAsJsonAsync(new Uri("/orders", UriKind.Relative), order, Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    private async Task<string?> StatusAsync(Guid orderId)
    {
        using var answer = await running.Services.Orders.Http.GetAsync(new Uri($"/orders/{orderId}", UriKind.Relative), Cancellation);
        return answer.StatusCode == HttpStatusCode.NotFound ? null
            : (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("status").GetString();
    }

    private Task<long> CountAsync(string service, string table, IEnumerable<Guid> orders) => running.Services.QueryAsync<long>(service,
        $"select count(*) from {table} where order_id in ({string.Join(", ", orders.Select(order => $"'{order}'"))})");

    private async Task<List<string>> DeadLettersAsync(List<Guid> orders)
    {
        var found = new List<string>();
        foreach (var queue in (await running.Services.Broker.ListQueuesAsync(Cancellation)).Where(queue => queue.EndsWith("_error", StringComparison.Ordinal)))
        {
            found.AddRange((await running.Services.Broker.GetMessagesAsync(queue, Cancellation))
                .Where(message => orders.Exists(order => message.Text.Contains($"{order}", StringComparison.OrdinalIgnoreCase)))
                .Select(message => $"{queue}: {message.Header("MT-Fault-Message")}"));
        }

        return found;
    }

    private sealed record Order(Guid OrderId, string OrderNumber, object Customer, string Currency, object[] Lines, string ConfirmedAt);
}

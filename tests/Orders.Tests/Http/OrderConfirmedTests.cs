using System.Globalization;
using System.Text.Json.Nodes;
using Microservices.Orders.Tests.Hosting;
using Microservices.Testing;
using RabbitMQ.Client;

namespace Microservices.Orders.Tests.Http;

public class OrderConfirmedTests(PostgresOrdersHost host) : IClassFixture<PostgresOrdersHost>
{
    [Fact]
    public async Task Should_publish_one_event_per_order_under_its_id()
    {
        var cancelled = TestContext.Current.CancellationToken;
        await using var connection = await host.Broker.ConnectAsync(cancelled);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancelled);
        await channel.ExchangeDeclareAsync("Contracts.Orders:OrderConfirmed", "fanout", durable: true,
            cancellationToken: cancelled);
        await channel.QueueDeclareAsync("witness", durable: true, exclusive: false, autoDelete: false,
            cancellationToken: cancelled);
        await channel.QueueBindAsync("witness", "Contracts.Orders:OrderConfirmed", "", cancellationToken: cancelled);
        var order = TestOrders.Fresh();

        var withTerms = TestOrders.WithTerms(TestOrders.Fresh());

        await host.PostAsync(order);
        await host.PostAsync(order);
        await host.PostAsync(withTerms);
        var lines = Enumerable.Range(960_000, 20).Select(i => Import.ImportHarness.Line($"{i}"));
        await host.ImportAsync(Import.ImportHarness.Header + string.Concat(lines));
        await host.ImportAsync(Import.ImportHarness.Header + string.Concat(lines));

        await Eventually.Holds(async () => await host.Broker.CountMessagesAsync("witness", cancelled) == 22,
            "22 events are there", cancellationToken: cancelled);
        var messages = await host.Broker.GetMessagesAsync("witness", cancelled);
        var bodies = messages.Select(message => JsonNode.Parse(message.Body.ToArray())!["message"]!).ToList();
        messages.Select(message => Guid.Parse(message.Properties.MessageId!)).ShouldBe(bodies.Select(body =>
            body["orderId"]!.GetValue<Guid>()));
        bodies.Select(body => body["orderNumber"]!.GetValue<string>()).Distinct().Count().ShouldBe(22);
        var posted = bodies.Single(body => body["orderId"]!.ToString() == order["orderId"]!.ToString());
        posted["payment"].ShouldBeNull("an order that says nothing is as before");
        TestOrders.ShouldHaveTermsOf(bodies.Single(body => body["orderId"]!.ToString() == withTerms["orderId"]!.ToString()), withTerms);
        TestOrders.ShouldHaveTermsOf(await host.GetAsync($"/orders/{withTerms["orderId"]}"), withTerms);
        posted["customer"]!["locale"]!.GetValue<string>().ShouldBe("de-AT");
        posted["lines"]!.AsArray().Sum(line =>
            line!["quantity"]!.GetValue<int>() * Amount(line["unitPrice"]!)).ShouldBe(19.80m);
    }

    // The envelope writes decimals as texts, exactly.
    private static decimal Amount(JsonNode value) => decimal.Parse(value.ToString(), CultureInfo.InvariantCulture);
}

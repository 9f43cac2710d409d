using System.Text.Json;
using Contracts.Invoice;
using Contracts.Orders;
using Microservices.Testing;
using Microsoft.EntityFrameworkCore;
using RabbitMQ.Client;

namespace Microservices.Invoice.Tests.Flows;

public sealed class When_a_message_cannot_be_invoiced : IAsyncLifetime
{
    private const string Queue = "invoice-order-confirmed";
    private const string Events = "test-invoice-issued";

    private RabbitMqVirtualHost _broker = null!; // set by InitializeAsync
    private InvoiceHost _host = null!; // as above

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var database = await PostgresServer.CreateDatabaseAsync(CancellationToken);
        _broker = await RabbitMqServer.CreateVirtualHostAsync(CancellationToken);
        await ListenToEventsAsync();
        _host = await InvoiceHost.StartAsync(database, _broker.ConnectionString, CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _broker.DisposeAsync();
    }

    [Fact]
    public async Task Should_keep_it_with_its_reason_and_go_on()
    {
        var negative = TestOrders.Create(TestOrders.Line(-1, 1m));
        var good = TestOrders.Create();

        await SendAsync("{ this is no JSON"u8.ToArray());
        await SendAsync("""{ "orderId": 7, "lines": "none" }"""u8.ToArray());
        await SendAsync(JsonSerializer.SerializeToUtf8Bytes(negative, JsonSerializerOptions.Web));
        await SendAsync(JsonSerializer.SerializeToUtf8Bytes(good, JsonSerializerOptions.Web));

        await Eventually.Holds(async () => await _broker.CountMessagesAsync($"{Queue}_error", CancellationToken) == 3,
            "three messages are in the error queue", cancellationToken: CancellationToken);
        await Eventually.Holds(() => _host.WithDatabaseAsync(data => data.Documents.AnyAsync(CancellationToken)),
            "the good order has its PDF", cancellationToken: CancellationToken);
        var reasons = (await _broker.GetMessagesAsync($"{Queue}_error", CancellationToken))
            .Select(message => message.Header("MT-Fault-Message") ?? "").ToList();
        reasons.ShouldContain(reason => reason.Contains("lines[0].quantity must be at least 1, and is -1"));
        reasons.ShouldAllBe(reason => reason.Length > 0);

        var invoice = await _host.WithDatabaseAsync(data => data.Invoices.SingleAsync(CancellationToken));
        invoice.OrderId.ShouldBe(good.OrderId);
        invoice.SequenceNumber.ShouldBe(1); // what failed burnt no number
        await ShouldHavePublishedAsync(good, invoice.Number);
    }

    private async Task ShouldHavePublishedAsync(OrderConfirmed order, string number)
    {
        var messages = await Eventually.Reads(() => _broker.GetMessagesAsync(Events, CancellationToken),
            messages => messages.Count > 0, "InvoiceIssued is published", cancellationToken: CancellationToken);
        using var envelope = JsonDocument.Parse(messages.Single().Body);
        var issued = envelope.RootElement.GetProperty("message").Deserialize<InvoiceIssued>(JsonSerializerOptions.Web)!; // sent

        issued.OrderId.ShouldBe(order.OrderId);
        issued.InvoiceNumber.ShouldBe(number);
        issued.GrossAmount.ShouldBe(57.64m);
        issued.DocumentFollows.ShouldBeTrue();
        issued.IssuedAt.Offset.ShouldBe(TimeSpan.Zero);
    }

    private async Task ListenToEventsAsync()
    {
        await using var connection = await _broker.ConnectAsync(CancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: CancellationToken);
        await channel.ExchangeDeclareAsync("Contracts.Invoice:InvoiceIssued", "fanout", durable: true,
            cancellationToken: CancellationToken);
        await channel.QueueDeclareAsync(Events, durable: true, exclusive: false, autoDelete: false,
            cancellationToken: CancellationToken);
        await channel.QueueBindAsync(Events, "Contracts.Invoice:InvoiceIssued", "", cancellationToken: CancellationToken);
    }

    private Task SendAsync(byte[] body) => _broker.PublishAsync("", Queue,
        new BasicProperties { ContentType = "application/json", MessageId = Guid.CreateVersion7().ToString() },
        body, CancellationToken);
}

using System.Text;
using System.Text.Json;
using Microservices.Integration.Tests.Pipeline;
using Microservices.Testing;
using Microservices.Testing.Contracts;
using Microservices.Testing.Pipeline;
using RabbitMQ.Client;

namespace Microservices.Integration.Tests;

/// <summary>Every member of every contract with every wrong kind of value, in every format, to the real consumers.</summary>
[Collection(RunningPipeline.Name)]
public sealed class When_messages_break_their_contract(RunningPipeline running)
{
    private const string SchemaExtension = ".schema.json";
    private const string OrderConfirmed = "Orders/OrderConfirmed";

    private static readonly (string Queue, string Contract)[] Consumers =
    [
        ("orders-order-confirmed", OrderConfirmed), ("email-order-confirmed", OrderConfirmed), ("inventory-order-confirmed", OrderConfirmed), ("invoice-order-confirmed", OrderConfirmed),
        ("orders-fulfilment", "Email/OrderConfirmationSent"), ("orders-fulfilment", "Inventory/StockReserved"),
        ("orders-fulfilment", "Inventory/StockShortageDetected"), ("orders-fulfilment", "Invoice/InvoiceIssued"),
        ("orders-fulfilment", "Invoice/InvoiceDocumentStored"), ("email-invoice-document-stored", "Invoice/InvoiceDocumentStored"), ("orders-fulfilment", "Inventory/BackorderFilled"),
        ("orders-fulfilment", "DeadLetters/OrderMessageFailed"),
    ];

    // Its consumer is the dead-letter service, which is not in this pipeline.
    private const string OfDeadLetters = "DeadLetters/ReplayProcessed";

    private static readonly string[] Formats = ["envelope", "plain", "cloud event", "cloud event in headers"];

    private static string Contracts => Path.Combine(TestData.RepositoryRoot, "contracts");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Should_try_every_contract() => Consumers.Select(consumer => consumer.Contract).Append(OfDeadLetters).Distinct().Order()
        .ShouldBe(Directory.EnumerateFiles(Contracts, "*.schema.json", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Contracts, file)[..^SchemaExtension.Length]).Order());

    [Fact]
    public async Task Should_keep_each_at_its_first_attempt_with_member_and_rule_and_do_nothing()
    {
        var pipeline = running.Services;
        var effects = await EffectsAsync(pipeline);
        var sent = new Dictionary<string, (string Queue, string Format, WrongMessage Wrong)>();
        await using var connection = await pipeline.Broker.ConnectAsync(Cancellation);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancellation);
        foreach (var (queue, contract) in Consumers)
        {
            foreach (var wrong in WrongMessages.Of(SchemaOf(contract), RightOf(contract)))
            {
                foreach (var format in Formats)
                {
                    var id = Guid.CreateVersion7().ToString();
                    sent.Add(id, (queue, format, wrong));
                    var (properties, body) = Wrap(format, UrnOf(contract), id, wrong.Json);
                    await channel.BasicPublishAsync("", queue, mandatory: true, properties, Encoding.UTF8.GetBytes(body), Cancellation);
                }
            }
        }

        var queues = Consumers.Select(consumer => consumer.Queue).Distinct().ToList();
        await Eventually.Holds(async () => await CountAsync(pipeline.Broker, queues) == sent.Count, $"{sent.Count} messages in the error queues",
            TimeSpan.FromMinutes(4), Cancellation);
        var kept = new List<BrokerMessage>();
        foreach (var queue in queues)
            kept.AddRange(await pipeline.Broker.GetMessagesAsync($"{queue}_error", Cancellation));

        TestContext.Current.TestOutputHelper?.WriteLine($"{sent.Count} wrong messages");
        kept.Select(message => (sent[message.Properties.MessageId!], Reason: Header(message, "MT-Fault-Message"))) // each was sent with one
            .Where(message => !message.Reason.StartsWith(message.Item1.Wrong.Member + " ", StringComparison.Ordinal))
            .Select(message => $"{message.Item1.Queue}, {message.Item1.Format}, {message.Item1.Wrong}: {message.Reason}").ShouldBeEmpty();
        kept.Where(message => message.Properties.Headers!.ContainsKey("MT-Redelivery-Count")).ShouldBeEmpty();
        (await EffectsAsync(pipeline)).ShouldBe(effects);
    }

    private static async Task<(long Mails, long Reservations, long Invoices)> EffectsAsync(OrderPipeline pipeline) => (
        await pipeline.QueryAsync<long>("Email", "select (select count(*) from deliveries) + (select count(*) from invoice_deliveries)"),
        await pipeline.QueryAsync<long>("Inventory", "select count(*) from reservations"),
        await pipeline.QueryAsync<long>("Invoice", "select count(*) from invoices"));

    private static (BasicProperties Properties, string Body) Wrap(string format, string urn, string id, string message)
    {
        var properties = new BasicProperties { MessageId = id, ContentType = "application/json" };
        switch (format)
        {
            case "envelope":
                properties.ContentType = "application/vnd.masstransit+json";
                return (properties, $$"""{ "messageId": "{{id}}", "messageType": ["{{urn}}"], "message": {{message}} }""");
            case "cloud event":
                properties.ContentType = "application/cloudevents+json; charset=utf-8";
                return (properties, $$"""{ "specversion": "1.0", "id": "{{id}}", "source": "/shop", "type": "{{urn}}", "data": {{message}} }""");
            case "cloud event in headers":
                properties.Headers = new Dictionary<string, object?> { ["cloudEvents:specversion"] = "1.0", ["cloudEvents:type"] = urn };
                return (properties, message);
            default:
                properties.Type = urn;
                return (properties, message);
        }
    }

    private static async Task<int> CountAsync(RabbitMqVirtualHost broker, IEnumerable<string> queues)
    {
        var count = 0;
        foreach (var queue in queues)
            count += await broker.CountMessagesAsync($"{queue}_error", Cancellation);
        return count;
    }

    private static string Header(BrokerMessage message, string name) =>
        message.Properties.Headers?[name] is byte[] value ? Encoding.UTF8.GetString(value) : "";

    private static string SchemaOf(string contract) => File.ReadAllText(Path.Combine(Contracts, contract + SchemaExtension));

    private static string UrnOf(string contract) => $"urn:message:Contracts.{contract.Replace('/', ':')}";

    private static string RightOf(string contract)
    {
        var golden = Path.Combine(TestData.RepositoryRoot, "tests", "Contracts.Tests", "Golden", $"{contract.Split('/')[1]}.json");
        using var envelope = JsonDocument.Parse(File.ReadAllText(golden));
        return envelope.RootElement.GetProperty("message").GetRawText();
    }
}

using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microservices.Testing;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Microservices.Chaos.Shopping;

/// <summary>Publishes what no good publisher does: copies of events, orders under a second MessageId, and what nobody can read.</summary>
internal sealed class CarelessPublisher(RabbitMqVirtualHost broker, IReadOnlyList<PlannedOrder> orders, int seed)
{
    private const string Envelope = "application/vnd.masstransit+json";

    private readonly Dictionary<string, PlannedOrder> _orders = orders.ToDictionary(order => order.Number);
    private readonly ConcurrentDictionary<string, bool> _copied = new();
    private readonly ConcurrentQueue<BadMessage> _bad = new();
    private readonly Channel<(string Exchange, BasicProperties Properties, byte[] Body)> _outgoing =
        Channel.CreateUnbounded<(string, BasicProperties, byte[])>();
    private readonly Random _random = new(seed);
    private int _waiting;

    /// <summary>What it sent that must become dead letters.</summary>
    public IReadOnlyCollection<BadMessage> Bad => _bad;

    /// <summary>How many copies it made.</summary>
    public int Copies => _copied.Count;

    /// <summary>Whether all that it means to send is with the broker.</summary>
    public bool IsDone => Volatile.Read(ref _waiting) == 0;

    /// <summary>Copies an event of an order as the order's plan says.</summary>
    public Task CopyAsync(Sighting sighting, BasicDeliverEventArgs delivery)
    {
        if (sighting is { IsOurs: false, OrderNumber: { } number } && _orders.TryGetValue(number, out var order)
            && order.Copy != CopyKind.None && _copied.TryAdd($"{delivery.Exchange} {number}", true))
        {
            var body = delivery.Body.ToArray();
            var properties = new BasicProperties(delivery.BasicProperties) { Persistent = true };
            if (order.Copy == CopyKind.NewMessageId)
                (properties.MessageId, body) = Rename(body);
            Send(delivery.Exchange, properties, body);
        }

        return Task.CompletedTask;
    }

    /// <summary>Sends something that nobody can process.</summary>
    public void SendBad()
    {
        var id = Guid.CreateVersion7();
        var (what, contentType, body) = _random.Next(4) switch
        {
            0 => ("no JSON", Envelope, "\u0001\u0002 not JSON"),
            1 => ("an envelope without customer", Envelope, EnvelopeOf(id, """{ "orderId": "0191f6a0-5b6c-7d3e-8f00-0123456789ab", "orderNumber": "1" }""")),
            2 => ("a list for an order", "application/json", "[1, 2, 3]"),
            _ => ("a word for an id", Envelope, EnvelopeOf(id, """{ "orderId": "many", "orderNumber": "1" }""")),
        };
        _bad.Enqueue(new BadMessage(id, what));
        Send(Witness.OrderConfirmed, new BasicProperties { MessageId = id.ToString(), ContentType = contentType, Persistent = true }, Encoding.UTF8.GetBytes(body));
    }

    /// <summary>Sends until it is cancelled; what the broker did not confirm is sent again under its own MessageId.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var (exchange, properties, body) in _outgoing.Reader.ReadAllAsync(cancellationToken))
        {
            while (!await TryPublishAsync(exchange, properties, body, cancellationToken))
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
            Interlocked.Decrement(ref _waiting);
        }
    }

    private void Send(string exchange, BasicProperties properties, byte[] body)
    {
        properties.Headers = new Dictionary<string, object?>(properties.Headers ?? new Dictionary<string, object?>()) { [Witness.Mark] = "1" };
        Interlocked.Increment(ref _waiting);
        _outgoing.Writer.TryWrite((exchange, properties, body)); // unbounded
    }

    private async Task<bool> TryPublishAsync(string exchange, BasicProperties properties, byte[] body, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(5));
        try
        {
            await broker.PublishAsync(exchange, "", properties, body, limit.Token);
            return true;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return false; // away or blocked
        }
    }

    private static (string MessageId, byte[] Body) Rename(byte[] body)
    {
        var id = Guid.CreateVersion7().ToString();
        var envelope = JsonNode.Parse(body)!.AsObject(); // was read before
        envelope["messageId"] = id;
        return (id, Encoding.UTF8.GetBytes(envelope.ToJsonString()));
    }

    private static string EnvelopeOf(Guid id, string message) => $$"""
        { "messageId": "{{id}}", "messageType": [ "urn:message:Contracts.Orders:OrderConfirmed" ], "message": {{message}} }
        """;
}

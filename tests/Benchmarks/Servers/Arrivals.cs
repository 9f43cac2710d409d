using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Microservices.Benchmarks.Servers;

/// <summary>Takes the outgoing events from the broker and remembers when each came.</summary>
internal sealed class Arrivals : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Guid, long> _timestamps = new();
    private readonly IConnection _connection;

    private Arrivals(IConnection connection) => _connection = connection;

    /// <summary>How many orders' events have come.</summary>
    public int Count => _timestamps.Count;

    public static async Task<Arrivals> StartAsync(Station station, CancellationToken cancellationToken)
    {
        var arrivals = new Arrivals(await station.ConnectAsync(cancellationToken));
        var channel = await arrivals._connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await channel.BasicQosAsync(prefetchSize: 0, prefetchCount: 500, global: false, cancellationToken);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            var now = Stopwatch.GetTimestamp();
            arrivals._timestamps.TryAdd(OrderOf(delivery.Body), now);
            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false);
        };
        await channel.BasicConsumeAsync(Station.Output, autoAck: false, consumer, cancellationToken);
        return arrivals;
    }

    /// <summary>When the order's event came first, by <see cref="Stopwatch"/>.</summary>
    public long Of(Guid order) => _timestamps[order];

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static Guid OrderOf(ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        var message = json.RootElement.TryGetProperty("message", out var inside) ? inside : json.RootElement;
        return message.GetProperty("orderId").GetGuid();
    }
}

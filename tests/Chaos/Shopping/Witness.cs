using System.Collections.Concurrent;
using System.Text.Json;
using Microservices.Testing;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Microservices.Chaos.Shopping;

/// <summary>Sees every message at the exchange of an event, through a queue of its own and no proxy.</summary>
internal sealed class Witness(
    RabbitMqVirtualHost broker, Func<Sighting, BasicDeliverEventArgs, Task> onSighting, string exchange = Witness.OrderConfirmed)
{
    public const string OrderConfirmed = "Contracts.Orders:OrderConfirmed";
    public const string InvoiceDocumentStored = "Contracts.Invoice:InvoiceDocumentStored";

    /// <summary>The AMQP header of what this program sends.</summary>
    public const string Mark = "chaos";

    private const string ReplayHeader = "DL-Replay-Item";

    private readonly ConcurrentQueue<Sighting> _sightings = new();
    private readonly string _queue = $"chaos-witness-{exchange.Split(':')[1]}";

    public IReadOnlyCollection<Sighting> Sightings => _sightings;

    /// <summary>Makes the queue: from now on, nothing is missed.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await using var connection = await broker.ConnectAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await channel.QueueDeclareAsync(_queue, durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: cancellationToken);
        await channel.QueueBindAsync(_queue, exchange, "", cancellationToken: cancellationToken);
    }

    /// <summary>Watches until it is cancelled, also across restarts of the broker.</summary>
    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await WatchOnceAsync(cancellationToken);
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken); // the broker is away
            }
        }
    }

    private async Task WatchOnceAsync(CancellationToken cancellationToken)
    {
        await using var connection = await broker.ConnectAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        channel.ChannelShutdownAsync += (_, _) =>
        {
            ended.TrySetResult();
            return Task.CompletedTask;
        };
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            var sighting = Read(delivery);
            _sightings.Enqueue(sighting);
            await onSighting(sighting, delivery);
            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false, cancellationToken);
        };
        await channel.BasicConsumeAsync(_queue, autoAck: false, consumer, cancellationToken);
        await ended.Task.WaitAsync(cancellationToken);
    }

    private static Sighting Read(BasicDeliverEventArgs delivery)
    {
        var headers = delivery.BasicProperties.Headers;
        Guid? orderId = null;
        string? orderNumber = null;
        try
        {
            var message = JsonDocument.Parse(delivery.Body).RootElement.GetProperty("message");
            orderId = message.GetProperty("orderId").GetGuid();
            orderNumber = (message.TryGetProperty("summary", out var invoice) ? invoice : message).GetProperty("orderNumber").GetString();
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            // One of the bad messages.
        }

        return new Sighting(delivery.BasicProperties.MessageId ?? "", orderId, orderNumber,
            headers?.ContainsKey(Mark) is true, headers?.ContainsKey(ReplayHeader) is true, DateTimeOffset.UtcNow);
    }
}

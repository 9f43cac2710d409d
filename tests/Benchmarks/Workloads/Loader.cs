using System.Text.Json;
using System.Text.Json.Serialization;
using Contracts.Orders;
using Microservices.Benchmarks.Servers;
using RabbitMQ.Client;

namespace Microservices.Benchmarks.Workloads;

/// <summary>Fills the input queue before a run.</summary>
internal static class Loader
{
    private const int Window = 500;

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static async Task FillAsync(
        Station station, IEnumerable<OrderConfirmed> orders, MessageFormat format, CancellationToken cancellationToken)
    {
        await using var connection = await station.ConnectAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true),
            cancellationToken);
        foreach (var window in orders.Chunk(Window))
        {
            var confirms = new List<Task>(Window);
            foreach (var order in window)
                confirms.Add(PublishAsync(channel, order, format, cancellationToken).AsTask());
            await Task.WhenAll(confirms);
        }
    }

    /// <summary>Sends one message; done when the broker has confirmed it.</summary>
    public static ValueTask PublishAsync(
        IChannel channel, OrderConfirmed order, MessageFormat format, CancellationToken cancellationToken)
    {
        var properties = new BasicProperties
        {
            Persistent = true,
            MessageId = $"{order.OrderId}",
            ContentType = format == MessageFormat.Envelope ? "application/vnd.masstransit+json" : "application/json",
        };
        var body = format == MessageFormat.Envelope
            ? JsonSerializer.SerializeToUtf8Bytes(Envelope(order), Web)
            : JsonSerializer.SerializeToUtf8Bytes(order, Web);
        return channel.BasicPublishAsync(exchange: "", Station.Input, mandatory: true, properties, body, cancellationToken);
    }

    // https://masstransit.io/documentation/concepts/messages#message-envelope
    private static object Envelope(OrderConfirmed order) => new
    {
        messageId = order.OrderId,
        conversationId = order.OrderId,
        sourceAddress = "rabbitmq://localhost/loader",
        destinationAddress = $"rabbitmq://localhost/{Station.Input}",
        messageType = new[] { "urn:message:Contracts.Orders:OrderConfirmed" },
        message = order,
        sentTime = order.ConfirmedAt,
        headers = new { },
        host = new
        {
            machineName = "loader",
            processName = "Benchmarks",
            processId = 1,
            assembly = "Microservices.Benchmarks",
            assemblyVersion = "1.0.0.0",
            frameworkVersion = "10.0.0",
            massTransitVersion = "8.5.12.0",
            operatingSystemVersion = "Unix",
        },
    };
}

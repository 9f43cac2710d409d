using MassTransit;
using MassTransit.RabbitMqTransport;
using RabbitMQ.Client;

namespace Microservices.ServiceDefaults.Messaging.Redelivery;

/// <summary>Puts the message, as it came, into a delay queue.</summary>
internal static class DelayQueuePublisher
{
    // What the broker or the client adds to a delivery. Copied along, x-death would end in a cycle that the broker cuts
    // by dropping the message, CC would send it to other queues again, x-delivery-count would be counted against it.
    private static readonly HashSet<string> NotCopied = new(StringComparer.OrdinalIgnoreCase)
    {
        "x-death", "x-first-death-exchange", "x-first-death-queue", "x-first-death-reason",
        "x-last-death-exchange", "x-last-death-queue", "x-last-death-reason",
        "x-delivery-count", "x-acquired-count", "x-dotnet-pub-seq-no", "CC", "BCC"
    };

    /// <summary>Returns when the broker has confirmed that it keeps the message.</summary>
    /// <param name="context">The message.</param>
    /// <param name="delay">How long it shall wait.</param>
    /// <param name="redeliveryCount">How often it has been redelivered, this time included.</param>
    /// <exception cref="Exception">The broker did not take the message.</exception>
    public static async Task PublishAsync(ReceiveContext context, TimeSpan delay, int redeliveryCount)
    {
        // The channel that the message came on, as MassTransit does for the error queue: if it is gone, so is our right
        // to acknowledge the message, and the broker delivers it again.
        var channel = context.GetPayload<ChannelContext>();
        var queue = new DelayQueue(context.GetPayload<ReceiveSettings>().QueueName, delay);
        var properties = CopyProperties(context.GetPayload<RabbitMqBasicConsumeContext>().Properties, redeliveryCount);
        try
        {
            await PublishAsync(channel, queue, properties, context);
        }
        catch (MessageReturnedException)
        {
            // Someone has deleted the queue since the endpoint started.
            await DelayQueueTopologyFilter.DeclareAsync(channel, queue);
            await PublishAsync(channel, queue, properties, context);
        }
    }

    private static Task PublishAsync(
        ChannelContext channel, DelayQueue queue, BasicProperties properties, ReceiveContext context) =>
        channel.BasicPublishAsync(queue.Name, routingKey: "", mandatory: true, properties, context.GetBody(),
            awaitAck: true, context.CancellationToken);

    private static BasicProperties CopyProperties(IReadOnlyBasicProperties received, int redeliveryCount)
    {
        var headers = new Dictionary<string, object?>();
        foreach (var (name, value) in received.Headers ?? new Dictionary<string, object?>())
        {
            if (!NotCopied.Contains(name))
                headers[name] = value;
        }

        headers[DeliveryAttemptExtensions.RedeliveryCountHeader] = redeliveryCount;
        var properties = new BasicProperties(received) { Headers = headers, Persistent = true };

        // A message's own time to live would cut the delay short, and the broker refuses another user's id.
        properties.ClearExpiration();
        properties.ClearUserId();
        return properties;
    }
}

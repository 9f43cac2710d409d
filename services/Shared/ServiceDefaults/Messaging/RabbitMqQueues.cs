using MassTransit;
using MassTransit.RabbitMqTransport;
using RabbitMQ.Client;

namespace Microservices.ServiceDefaults.Messaging;

/// <summary>The kind of every queue: replicated, durable, and never dropping a message silently.</summary>
internal static class RabbitMqQueues
{
    public const string DeadLetterExchange = "x-dead-letter-exchange";
    public const string DeadLetterStrategy = "x-dead-letter-strategy";
    public const string MessageTtl = "x-message-ttl";
    public const string Overflow = "x-overflow";
    public const string QueueType = "x-queue-type";
    public const string Quorum = "quorum";
    public const string AtLeastOnce = "at-least-once";
    public const string RejectPublish = "reject-publish";
    private const string DeliveryLimit = "x-delivery-limit";

    // MassTransit copies the receive queue's arguments to the queues beside it. A limit or a time to live there would
    // drop the very messages that those queues are to keep.
    private static readonly string[] NotInherited =
    [
        DeliveryLimit, DeadLetterExchange, "x-dead-letter-routing-key", DeadLetterStrategy, Overflow, MessageTtl,
        "x-expires", "x-max-length", "x-max-length-bytes", "x-single-active-consumer"
    ];

    public static void Configure(IRabbitMqReceiveEndpointConfigurator endpoint, string name, MessagingOptions options)
    {
        endpoint.Durable = true;
        endpoint.AutoDelete = false;
        endpoint.SetQuorumQueue();
        endpoint.SetQueueArgument(DeliveryLimit, options.DeliveryLimit);
        endpoint.SetQueueArgument(DeadLetterStrategy, AtLeastOnce);

        // Without it, RabbitMQ falls back to at-most-once dead-lettering:
        // https://www.rabbitmq.com/docs/quorum-queues#dead-lettering
        endpoint.SetQueueArgument(Overflow, RejectPublish);

        var deadLetter = $"{ServicePrefix(name)}-dead-letter";
        endpoint.BindDeadLetterQueue(deadLetter, deadLetter, queue => queue.SetQuorumQueue());
    }

    /// <summary>For error and skipped queues: quorum, and nothing that ever removes a message.</summary>
    public static void KeepForEver(IRabbitMqQueueBindingConfigurator queue)
    {
        queue.SetQuorumQueue();
        foreach (var argument in NotInherited)
            queue.SetQueueArgument(argument, (object?)null);
    }

    /// <summary>Declares a durable queue and the exchange of the same name that leads to it, as MassTransit does.</summary>
    public static async Task DeclareAsync(ChannelContext context, string queue, IDictionary<string, object?> arguments)
    {
        var none = new Dictionary<string, object?>();
        var cancellationToken = context.CancellationToken;
        await context.ExchangeDeclare(queue, ExchangeType.Fanout, durable: true, autoDelete: false, none, cancellationToken);
        await context.QueueDeclare(queue, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken);
        await context.QueueBind(queue, queue, routingKey: "", none, cancellationToken);
    }

    /// <summary><c>email-order-confirmed</c> belongs to <c>email</c>.</summary>
    public static string ServicePrefix(string endpointName) => endpointName.Split('-', 2)[0];
}

using System.Globalization;

namespace Microservices.ServiceDefaults.Messaging.Redelivery;

/// <summary>
/// A queue that no one consumes: a message that has waited there for the delay is dead-lettered by the broker, at least
/// once, back to the endpoint's own queue. An exchange of the same name leads to it: a user who may publish to the
/// default exchange may publish to every queue.
/// </summary>
/// <param name="EndpointQueue">The receive endpoint's queue.</param>
/// <param name="Delay">How long messages wait.</param>
internal sealed record DelayQueue(string EndpointQueue, TimeSpan Delay)
{
    /// <summary>
    /// Holds the delay, so that a changed interval makes a new queue instead of clashing with the old one's arguments;
    /// the old one empties itself.
    /// </summary>
    public string Name => $"{EndpointQueue}_redelivery_{Format(Delay)}";

    public IDictionary<string, object?> Arguments => new Dictionary<string, object?>
    {
        [RabbitMqQueues.QueueType] = RabbitMqQueues.Quorum,
        [RabbitMqQueues.MessageTtl] = (long)Delay.TotalMilliseconds,
        [RabbitMqQueues.DeadLetterExchange] = EndpointQueue, // the endpoint's own exchange, which leads to its queue only
        [RabbitMqQueues.DeadLetterStrategy] = RabbitMqQueues.AtLeastOnce,
        [RabbitMqQueues.Overflow] = RabbitMqQueues.RejectPublish
    };

    private static string Format(TimeSpan delay) => delay.Ticks % TimeSpan.TicksPerSecond == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{(long)delay.TotalSeconds}s")
        : string.Create(CultureInfo.InvariantCulture, $"{(long)delay.TotalMilliseconds}ms");
}

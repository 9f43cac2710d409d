namespace Microservices.DeadLetters.Ingest.RabbitMq;

/// <summary>
/// How many messages of a queue may be here and not stored. AMQP counts them, memory is bytes: the larger they are, the fewer.
/// RabbitMQ implements no prefetch size: https://www.rabbitmq.com/docs/specification#method-status-basic.qos
/// </summary>
internal static class PrefetchPlan
{
    // Of all queues together.
    private const long MostBytes = 8 * 1024 * 1024;

    // Of a queue in which nothing lies, so that nothing is known of what will come.
    private const int Unknown = 8;

    /// <summary>Decides.</summary>
    /// <param name="depth">The messages in the queue; null when the broker cannot be asked.</param>
    /// <param name="busy">How many queues have messages.</param>
    /// <param name="most">The most, from the settings.</param>
    public static ushort Decide(QueueDepth? depth, int busy, int most)
    {
        if (depth is not { Messages: > 0 })
            return (ushort)Math.Min(Unknown, most);

        var average = Math.Max(1, depth.Bytes / depth.Messages);
        return (ushort)Math.Clamp(MostBytes / Math.Max(1, busy) / average, 1, most);
    }

    /// <summary>Whether the difference is worth a change.</summary>
    public static bool Differs(ushort current, ushort wanted) => wanted > current * 2 || wanted < current - current / 4;
}

namespace Microservices.DeadLetters.Replay.Publishing;

/// <summary>A dead letter, ready to be sent to its queue.</summary>
/// <param name="ItemId">The replay item, which the message bears in a header.</param>
/// <param name="Queue">The queue of the consumer that failed.</param>
/// <param name="MessageId">The original AMQP message id; null when it had none.</param>
/// <param name="CorrelationId">The original AMQP correlation id.</param>
/// <param name="ContentType">The original content type.</param>
/// <param name="Headers">The original headers without those of the failure, with the item's.</param>
/// <param name="Body">The original bytes, or the edited ones.</param>
internal sealed record ReplayMessage(long ItemId, string Queue, string? MessageId, string? CorrelationId,
    string? ContentType, IReadOnlyDictionary<string, object?> Headers, ReadOnlyMemory<byte> Body);

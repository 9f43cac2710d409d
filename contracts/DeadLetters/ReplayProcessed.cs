using System.ComponentModel.DataAnnotations;

namespace Contracts.DeadLetters;

/// <summary>
/// A consumer has processed a message that an operator replayed. Published by that consumer, in the transaction of its
/// effect; a copy that its inbox absorbed is reported too, so there may be several per replay item. Wire name:
/// <c>urn:message:Contracts.DeadLetters:ReplayProcessed</c>.
/// </summary>
public sealed record ReplayProcessed
{
    /// <summary>The replay item: what the AMQP header <c>DL-Replay-Item</c> of the replayed message named.</summary>
    public required long ReplayItemId { get; init; }

    /// <summary>The queue that the consumer took the message from, such as <c>invoice-order-confirmed</c>.</summary>
    [StringLength(255, MinimumLength = 1)]
    public required string Queue { get; init; }

    /// <summary>When it was processed, in UTC.</summary>
    public required DateTimeOffset ProcessedAt { get; init; }

    /// <summary>Whether the message had been processed before, so that this copy had no effect.</summary>
    public required bool WasDuplicate { get; init; }
}

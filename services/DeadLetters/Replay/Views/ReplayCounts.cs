namespace Microservices.DeadLetters.Replay.Views;

/// <summary>How many items of a replay are in each state.</summary>
public sealed record ReplayCounts
{
    /// <summary>Not sent yet.</summary>
    public long Queued { get; init; }

    /// <summary>Being sent.</summary>
    public long Publishing { get; init; }

    /// <summary>In their queue, or with the consumer.</summary>
    public long Published { get; init; }

    /// <summary>Acknowledged by the consumer.</summary>
    public long Processed { get; init; }

    /// <summary>Back among the dead letters.</summary>
    public long FailedAgain { get; init; }

    /// <summary>Never sent; each item says why.</summary>
    public long Skipped { get; init; }

    /// <summary>Sent, and nothing heard of in time.</summary>
    public long NotAcknowledged { get; init; }
}

namespace Microservices.DeadLetters.Replay.Views;

/// <summary>A replay as it stands.</summary>
public sealed record ReplayView
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its short name, from 1: every route and command takes it instead of the id.</summary>
    public required long Number { get; init; }

    /// <summary><c>running</c>, <c>paused</c>, <c>cancelled</c> or <c>done</c>.</summary>
    public required string State { get; init; }

    /// <summary>0: the first message, 1: ten more, 2: the rest.</summary>
    public required int Stage { get; init; }

    /// <summary>Why it is paused, or was last.</summary>
    public string? PausedReason { get; init; }

    /// <summary>Why it was made.</summary>
    public required string Reason { get; init; }

    /// <summary>The ticket that it belongs to.</summary>
    public string? Ticket { get; init; }

    /// <summary>Who made it.</summary>
    public required string Actor { get; init; }

    /// <summary>The query that its dead letters were selected by; null when they were named, or when who looks is limited to some queues and did not make it.</summary>
    public string? Query { get; init; }

    /// <summary>Messages per second, at most.</summary>
    public required int Rate { get; init; }

    /// <summary>Whether it sends one, ten, the rest.</summary>
    public required bool Canary { get; init; }

    /// <summary>Whether the messages got their redeliveries again.</summary>
    public required bool ResetRedelivery { get; init; }

    /// <summary>When it was made, in UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When its last item ended, in UTC.</summary>
    public DateTime? FinishedAt { get; init; }

    /// <summary>Its items by state.</summary>
    public required ReplayCounts Counts { get; init; }

    /// <summary>Dead letters that match the query by now and are not included; null when there is no query, or a value of it was not kept.</summary>
    public long? ArrivedSince { get; init; }
}

/// <summary>Replays, the newest first.</summary>
/// <param name="Items">The replays.</param>
/// <param name="Next">Cursor of the next page; null on the last one.</param>
public sealed record ReplayPage(IReadOnlyList<ReplayView> Items, string? Next);

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

    /// <summary>Refused by the client or the broker for what they are; each item says why.</summary>
    public long NotSendable { get; init; }
}

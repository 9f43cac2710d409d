namespace Microservices.DeadLetters.Replay;

/// <summary>What a replay is doing, as the column <c>replays.state</c> has it.</summary>
internal static class ReplayState
{
    public const string Running = "running";
    public const string Paused = "paused";

    /// <summary>Nothing more is sent; what has been sent may still be acknowledged.</summary>
    public const string Cancelled = "cancelled";
    public const string Done = "done";
}

/// <summary>The states of one dead letter of a replay, as the column <c>replay_items.state</c> has it.</summary>
internal static class ReplayItemState
{
    public const string Queued = "queued";

    /// <summary>A worker has claimed it: it may have been sent, or the worker may have died before.</summary>
    public const string Publishing = "publishing";

    /// <summary>The broker has confirmed that it lies in its queue.</summary>
    public const string Published = "published";
    public const string Processed = "processed";
    public const string FailedAgain = "failed_again";
    public const string Skipped = "skipped";
    public const string NotAcknowledged = "not_acknowledged";

    /// <summary>The client or the broker refuses the message itself: no further try would send it.</summary>
    public const string NotSendable = "not_sendable";

    /// <summary>Those of which a dead letter has one at most: the filter of the unique index.</summary>
    public static readonly string[] Active = [Queued, Publishing, Published];

    public static readonly string[] All =
        [Queued, Publishing, Published, Processed, FailedAgain, Skipped, NotAcknowledged, NotSendable];
}

namespace Microservices.DeadLetters.Replay;

/// <summary>Why a dead letter is not replayed, for the operator.</summary>
internal static class SkipReasons
{
    public const string QueueGone = "the queue is gone";
    public const string Archived = "archived";
    public const string Processed = "already processed";

    /// <summary>Followed by the replay, its state and its operator, if they are known.</summary>
    public const string BeingReplayed = "being replayed";

    /// <summary>Between the two.</summary>
    public const string InReplay = " in replay ";
    public const string Cancelled = "cancelled";

    public static readonly string LoopGuard =
        $"failed in {Replay.LoopGuard.FailedReplays} replays or more: say why the next one should succeed (overrideLoopGuard)";
}

/// <summary>A message that fails whenever it is replayed is not replayed once more without a reason of its own.</summary>
internal static class LoopGuard
{
    /// <summary>From this many failed replays on, the operator has to say why the next one should succeed.</summary>
    public const int FailedReplays = 3;
}

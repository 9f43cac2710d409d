namespace Microservices.DeadLetters.Replay;

/// <summary>A message that fails whenever it is replayed is not replayed once more without a reason of its own.</summary>
internal static class LoopGuard
{
    /// <summary>From this many failed replays on, the operator has to say why the next one should succeed.</summary>
    public const int FailedReplays = 3;
}

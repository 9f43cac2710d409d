namespace Microservices.DeadLetters.Replay.Store;

/// <summary>What keeps a selected dead letter from being replayed, beside its own state.</summary>
/// <param name="Gone">Queues that the broker does not have.</param>
/// <param name="OverridesLoopGuard">Whether a reason was given for messages that failed in many replays.</param>
internal sealed record ReplayCriteria(IReadOnlyCollection<string> Gone, bool OverridesLoopGuard);

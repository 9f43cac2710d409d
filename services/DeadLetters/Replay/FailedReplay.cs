namespace Microservices.DeadLetters.Replay;

/// <summary>A replayed message that came back.</summary>
/// <param name="ReplayItemId">What its header <c>DL-Replay-Item</c> says.</param>
/// <param name="DeadLetterId">The dead letter that it was stored as.</param>
internal readonly record struct FailedReplay(long ReplayItemId, long DeadLetterId);

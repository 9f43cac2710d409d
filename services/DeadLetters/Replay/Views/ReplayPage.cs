namespace Microservices.DeadLetters.Replay.Views;

/// <summary>Replays, the newest first.</summary>
/// <param name="Items">The replays.</param>
/// <param name="Next">Cursor of the next page; null on the last one.</param>
public sealed record ReplayPage(IReadOnlyList<ReplayView> Items, string? Next);

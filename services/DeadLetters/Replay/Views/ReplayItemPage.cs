namespace Microservices.DeadLetters.Replay.Views;

/// <summary>Items of a replay in its order.</summary>
/// <param name="Items">The items.</param>
/// <param name="Next">Cursor of the next page; null on the last one.</param>
public sealed record ReplayItemPage(IReadOnlyList<ReplayItemView> Items, string? Next);

namespace Microservices.DeadLetters.Replay.Views;

/// <summary>One dead letter of a replay.</summary>
/// <param name="Id">The item's id, as the message's header <c>DL-Replay-Item</c> has it.</param>
/// <param name="Ordinal">Its place in the replay, from 1.</param>
/// <param name="DeadLetterId">The dead letter.</param>
/// <param name="State"><c>queued</c>, <c>publishing</c>, <c>published</c>, <c>processed</c>, <c>failed_again</c>,
/// <c>skipped</c>, <c>not_acknowledged</c> or <c>not_sendable</c>.</param>
/// <param name="Reason">Why it was skipped, or what else there is to know.</param>
/// <param name="Edited">Whether its body was edited.</param>
/// <param name="PublishedAt">When it was sent last, in UTC.</param>
/// <param name="FinishedAt">When it ended, in UTC.</param>
public sealed record ReplayItemView(long Id, int Ordinal, long DeadLetterId, string State, string? Reason, bool Edited,
    DateTime? PublishedAt, DateTime? FinishedAt);

/// <summary>Items of a replay in its order.</summary>
/// <param name="Items">The items.</param>
/// <param name="Next">Cursor of the next page; null on the last one.</param>
public sealed record ReplayItemPage(IReadOnlyList<ReplayItemView> Items, string? Next);

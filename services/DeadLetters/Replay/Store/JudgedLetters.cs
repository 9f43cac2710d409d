namespace Microservices.DeadLetters.Replay.Store;

/// <summary>Dead letters of a selection with the same prospect.</summary>
/// <param name="Reason">Why they are skipped; null for those to be replayed.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Ids">The first of them.</param>
internal sealed record JudgedLetters(string? Reason, long Count, IReadOnlyList<long> Ids);

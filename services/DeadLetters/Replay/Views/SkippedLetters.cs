namespace Microservices.DeadLetters.Replay.Views;

/// <summary>Dead letters that are left out for the same reason.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Ids">The first twenty.</param>
public sealed record SkippedLetters(string Reason, long Count, IReadOnlyList<long> Ids);

using Microservices.DeadLetters.Replay.Views;

namespace Microservices.DeadLetters.Archive;

/// <summary>What was taken back.</summary>
/// <param name="Restored">How many.</param>
/// <param name="Skipped">What was left as it is, by reason.</param>
public sealed record RestoreReport(long Restored, IReadOnlyList<SkippedLetters> Skipped);

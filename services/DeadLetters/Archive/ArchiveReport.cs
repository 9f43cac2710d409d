using Microservices.DeadLetters.Replay.Views;

namespace Microservices.DeadLetters.Archive;

/// <summary>What was archived.</summary>
/// <param name="Archived">How many.</param>
/// <param name="PurgeAt">When they are deleted for good, in UTC.</param>
/// <param name="Skipped">What was left as it is, by reason.</param>
public sealed record ArchiveReport(long Archived, DateTime PurgeAt, IReadOnlyList<SkippedLetters> Skipped);

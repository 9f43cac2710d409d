using Microservices.DeadLetters.Replay.Editing;

namespace Microservices.DeadLetters.Replay.Views;

/// <summary>What a replay would do.</summary>
/// <param name="WillReplay">How many dead letters would be sent.</param>
/// <param name="WillSkip">Those that would not, by reason.</param>
/// <param name="Queues">The queues that they would be sent to.</param>
/// <param name="Edit">What the edit changes; null without one.</param>
public sealed record ReplayPreview(
    long WillReplay, IReadOnlyList<SkippedLetters> WillSkip, IReadOnlyList<TargetState> Queues, EditReview? Edit);

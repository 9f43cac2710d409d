using Microservices.DeadLetters.Replay.Editing;

namespace Microservices.DeadLetters.Replay.Views;

/// <summary>What a replay would do.</summary>
/// <param name="WillReplay">How many dead letters would be sent.</param>
/// <param name="WillSkip">Those that would not, by reason.</param>
/// <param name="Queues">The queues that they would be sent to.</param>
/// <param name="Edit">What the edit changes; null without one.</param>
public sealed record ReplayPreview(
    long WillReplay, IReadOnlyList<SkippedLetters> WillSkip, IReadOnlyList<TargetState> Queues, EditReview? Edit);

/// <summary>Dead letters that are left out for the same reason.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Ids">The first twenty.</param>
public sealed record SkippedLetters(string Reason, long Count, IReadOnlyList<long> Ids);

/// <summary>A queue that dead letters are sent back to.</summary>
/// <param name="Queue">Its name.</param>
/// <param name="Exists">Whether the broker has it.</param>
/// <param name="Messages">How many messages wait in it; null when it does not exist.</param>
public sealed record TargetState(string Queue, bool Exists, long? Messages);

namespace Microservices.DeadLetters.Replay.Editing;

/// <summary>What an edit changes, and what speaks against it.</summary>
/// <param name="Changes">The differences to the original.</param>
/// <param name="Problems">Why it cannot be replayed; empty when it can.</param>
/// <param name="Schema">The contract that the message was checked against; null when there is none for it.</param>
/// <param name="MessageIdKept">Always: the consumer's inbox absorbs the edited message if it took the original.</param>
public sealed record EditReview(
    IReadOnlyList<JsonChange> Changes, IReadOnlyList<JsonProblem> Problems, string? Schema, bool MessageIdKept = true);

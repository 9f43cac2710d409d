namespace Microservices.DeadLetters.Replay.Editing;

/// <summary>Why an edited message cannot be replayed.</summary>
/// <param name="Path">JSON pointer (RFC 6901) of the value; empty for the whole body.</param>
/// <param name="Expected">What is expected there.</param>
public sealed record JsonProblem(string Path, string Expected);

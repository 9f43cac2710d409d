namespace Microservices.DeadLetters.Replay.Views;

/// <summary>A queue that dead letters are sent back to.</summary>
/// <param name="Queue">Its name.</param>
/// <param name="Exists">Whether the broker has it.</param>
/// <param name="Messages">How many messages wait in it; null when it does not exist.</param>
public sealed record TargetState(string Queue, bool Exists, long? Messages);

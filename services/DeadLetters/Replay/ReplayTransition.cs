namespace Microservices.DeadLetters.Replay;

/// <summary>What an operator's wish led to.</summary>
/// <param name="State">The state that the replay is in now.</param>
/// <param name="IsDone">Whether it was changed; else it was in a state from which it cannot be.</param>
public sealed record ReplayTransition(string State, bool IsDone);

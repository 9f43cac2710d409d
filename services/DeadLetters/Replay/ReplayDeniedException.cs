namespace Microservices.DeadLetters.Replay;

/// <summary>The operator's role does not allow it; the message names the role that does.</summary>
public sealed class ReplayDeniedException(string message) : Exception(message);

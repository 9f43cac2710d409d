namespace Microservices.DeadLetters.Replay;

/// <summary>Who replays, and what they may do.</summary>
/// <param name="Name">The name for the audit.</param>
/// <param name="MayReplay">Whether a queue is within their scope.</param>
/// <param name="MayEdit">Whether they may replay an edited message.</param>
/// <param name="MayUnmask">Whether they may see personal data, and search it.</param>
public sealed record ReplayOperator(string Name, Func<string, bool> MayReplay, bool MayEdit, bool MayUnmask = false);

/// <summary>The operator's role does not allow it; the message names the role that does.</summary>
public sealed class ReplayDeniedException(string message) : Exception(message);

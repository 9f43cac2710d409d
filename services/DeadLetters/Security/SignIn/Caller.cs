namespace Microservices.DeadLetters.Security.SignIn;

/// <summary>Who asks.</summary>
/// <param name="Name">The name that the audit shows.</param>
/// <param name="Role">The highest role; null without one.</param>
/// <param name="Queues">Patterns of the queues that they are limited to; none: all queues.</param>
public sealed record Caller(string Name, string? Role, IReadOnlyList<string> Queues);

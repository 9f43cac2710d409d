namespace Microservices.DeadLetters.Security.SignIn;

/// <summary>Who asks.</summary>
/// <param name="Name">The name that the audit shows.</param>
/// <param name="Scopes">The rights that they have.</param>
/// <param name="Queues">Patterns of the queues that they are limited to; * is all.</param>
public sealed record Caller(string Name, IReadOnlyList<string> Scopes, IReadOnlyList<string> Queues);

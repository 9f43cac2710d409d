namespace Microservices.ServiceDefaults.Messaging.Outages;

/// <summary>How to tell by an exception that something which messages depend on is away, so that other messages would fail too.</summary>
/// <param name="Dependency">The name for people, such as <c>database</c>.</param>
/// <param name="IsAway">Whether an exception says so; asked for each inner exception too.</param>
public sealed record Outage(string Dependency, Func<Exception, bool> IsAway);

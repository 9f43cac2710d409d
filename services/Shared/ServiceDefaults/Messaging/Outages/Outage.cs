namespace Microservices.ServiceDefaults.Messaging.Outages;

/// <summary>A dependency that can be away, so that every message which needs it fails.</summary>
/// <param name="Dependency">The name for people, such as <c>database</c>.</param>
/// <param name="IsSuspected">Whether an exception may mean that it is away; asked for each inner exception too.</param>
/// <param name="ProbeAsync">
/// Uses the dependency itself, with the services of a scope, and throws while it is away. It decides: an exception can also be one
/// message's own fault.
/// </param>
public sealed record Outage(string Dependency, Func<Exception, bool> IsSuspected, Func<IServiceProvider, CancellationToken, Task> ProbeAsync);

namespace Microservices.ServiceDefaults.Messaging.Outages;

/// <summary>An endpoint that waits.</summary>
/// <param name="Endpoint">Its queue.</param>
/// <param name="Dependency">The dependency that is away.</param>
/// <param name="Since">When it began.</param>
/// <param name="Reason">The last failure in its own words.</param>
/// <param name="Waiting">How many messages the process holds; more wait in the queue.</param>
internal sealed record OutageReport(string Endpoint, string Dependency, DateTimeOffset Since, string Reason, int Waiting = 0);

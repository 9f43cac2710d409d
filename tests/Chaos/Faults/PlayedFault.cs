namespace Microservices.Chaos.Faults;

/// <summary>A fault that has happened.</summary>
internal sealed record PlayedFault(PlannedFault Fault, DateTimeOffset From, DateTimeOffset To);

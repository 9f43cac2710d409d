namespace Microservices.ServiceDefaults.Tests.Support;

internal sealed record ReadinessCheck(string Name, string Status, string Reason);

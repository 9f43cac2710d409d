namespace Microservices.ServiceDefaults.Tests.Support;

public sealed record NeverConsumed(Guid OrderId);

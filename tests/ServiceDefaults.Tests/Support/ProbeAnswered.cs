namespace Microservices.ServiceDefaults.Tests.Support;

public sealed record ProbeAnswered(Guid OrderId);

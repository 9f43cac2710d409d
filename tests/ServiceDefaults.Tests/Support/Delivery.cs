namespace Microservices.ServiceDefaults.Tests.Support;

/// <summary>A delivery as the consumer saw it.</summary>
internal sealed record Delivery(Guid OrderId, string Text, Guid? MessageId, int Attempt, long Timestamp, string Body);

namespace Microservices.DeadLetters.Ingest.RabbitMq;

/// <summary>A binding as the broker's management interface tells of it.</summary>
/// <param name="Destination">The queue or exchange that is bound.</param>
internal sealed record BrokerBinding(string Destination);

namespace Microservices.DeadLetters.Ingest.RabbitMq;

/// <summary>A queue as the broker's management interface tells of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Messages">Ready and not acknowledged messages; null until the broker has counted.</param>
internal sealed record BrokerQueue(string Name, long? Messages);

namespace Microservices.DeadLetters.Ingest.Reading;

/// <summary>A message as it lay in a dead-letter queue: any bytes.</summary>
/// <param name="SourceQueue">The queue that it was read from.</param>
/// <param name="MessageId">The AMQP message id.</param>
/// <param name="CorrelationId">The AMQP correlation id.</param>
/// <param name="ContentType">The AMQP content type.</param>
/// <param name="Headers">The headers, with values as the client reads them: text comes as bytes.</param>
/// <param name="Body">The body.</param>
internal sealed record Arrival(string SourceQueue, string? MessageId, string? CorrelationId, string? ContentType,
    IReadOnlyDictionary<string, object?> Headers, byte[] Body);

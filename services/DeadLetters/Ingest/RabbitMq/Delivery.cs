using Microservices.DeadLetters.Ingest.Reading;

namespace Microservices.DeadLetters.Ingest.RabbitMq;

/// <summary>A message that the broker waits to hear of.</summary>
/// <param name="Consumer">Who took it.</param>
/// <param name="Tag">Its number on the consumer's channel.</param>
/// <param name="Size">The body's bytes.</param>
/// <param name="Letter">The dead letter that it is; null of a fault.</param>
/// <param name="Fault">The fault that it is; null of a dead letter, and of what is neither.</param>
internal sealed record Delivery(
    QueueConsumer Consumer, ulong Tag, int Size, IncomingLetter? Letter, IncomingFault? Fault);

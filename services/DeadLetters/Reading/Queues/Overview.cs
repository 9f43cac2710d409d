namespace Microservices.DeadLetters.Reading.Queues;

/// <summary>What is failing.</summary>
/// <param name="Queues">The queues in which something is, that with the oldest failure first.</param>
public sealed record Overview(IReadOnlyList<QueueOverview> Queues);

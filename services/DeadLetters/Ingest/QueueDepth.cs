namespace Microservices.DeadLetters.Ingest;

/// <summary>How many messages lie in a queue.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Messages">Ready and not acknowledged ones.</param>
internal sealed record QueueDepth(string Queue, long Messages);

namespace Microservices.DeadLetters.Replay.Publishing;

/// <summary>What the broker made of a message.</summary>
internal enum PublishResult
{
    /// <summary>Not known: the connection broke. It may lie in the queue; sent again, the consumer's inbox absorbs it.</summary>
    Unknown,

    /// <summary>It lies in its queue.</summary>
    Published,

    /// <summary>There is no such queue.</summary>
    Unroutable,

    /// <summary>The broker refused it: the queue is full.</summary>
    Refused,
}

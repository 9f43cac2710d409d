namespace Microservices.DeadLetters.Ingest;

/// <summary>What still lies in the dead-letter queues, as of the last look.</summary>
internal sealed class QueueDepths
{
    private volatile IReadOnlyList<QueueDepth>? _latest;

    /// <summary>The dead-letter queues and what lies in them.</summary>
    public IReadOnlyList<QueueDepth> Latest => _latest ?? [];

    /// <summary>Whether the broker has told of them.</summary>
    public bool IsKnown => _latest is not null;

    /// <summary>Replaces what was seen before.</summary>
    public void Set(IReadOnlyList<QueueDepth> depths) => _latest = depths;
}

/// <summary>How many messages lie in a queue.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Messages">Ready and not acknowledged ones.</param>
/// <param name="Bytes">The bytes of their bodies.</param>
internal sealed record QueueDepth(string Queue, long Messages, long Bytes);

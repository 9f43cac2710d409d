namespace Microservices.DeadLetters.Replay.Requests;

/// <summary>An operator's wish to replay dead letters: those of a query, or those named.</summary>
public sealed record ReplayRequest
{
    /// <summary>Selects dead letters, in the query language; or give <see cref="Ids"/>.</summary>
    public string? Query { get; init; }

    /// <summary>The dead letters' ids; or give <see cref="Query"/>.</summary>
    public IReadOnlyList<long>? Ids { get; init; }

    /// <summary>Why, for the audit; 3 to 500 characters. Not needed for a dry run.</summary>
    public string? Reason { get; init; }

    /// <summary>The ticket that it belongs to; at most 200 characters.</summary>
    public string? Ticket { get; init; }

    /// <summary>Messages per second; 50 by default.</summary>
    public int Rate { get; init; } = 50;

    /// <summary>Whether to send one, then ten, then the rest, each after the outcome of those before. On by default.</summary>
    public bool Canary { get; init; } = true;

    /// <summary>
    /// Whether the messages get their redeliveries again (minutes); by default they fail fast, after the retries in process.
    /// </summary>
    public bool ResetRedelivery { get; init; }

    /// <summary>Whether only to tell what would happen.</summary>
    public bool DryRun { get; init; }

    /// <summary>Why messages that failed in three replays should succeed now; without it they are skipped.</summary>
    public string? OverrideLoopGuard { get; init; }

    /// <summary>Another body for the only dead letter of the replay.</summary>
    public ReplayEdit? Edit { get; init; }
}

/// <summary>A repaired message. It keeps its message id.</summary>
public sealed record ReplayEdit
{
    /// <summary>The dead letter.</summary>
    public required long Id { get; init; }

    /// <summary>The whole body as it is to be sent: JSON, an envelope where the original is one.</summary>
    public required string Body { get; init; }
}

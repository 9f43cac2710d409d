namespace Microservices.DeadLetters.Replay.Requests;

/// <summary>A repaired message. It keeps its message id.</summary>
public sealed record ReplayEdit
{
    /// <summary>The dead letter.</summary>
    public required long Id { get; init; }

    /// <summary>The whole body as it is to be sent: JSON, an envelope where the original is one.</summary>
    public required string Body { get; init; }
}

namespace Microservices.DeadLetters.Replay.Endpoints;

/// <summary>Why a replay is paused, resumed or cancelled.</summary>
public sealed record ReplayReason
{
    /// <summary>For the audit; 3 to 500 characters.</summary>
    public string? Reason { get; init; }
}

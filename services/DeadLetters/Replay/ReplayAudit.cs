using Microservices.DeadLetters.Auditing;

namespace Microservices.DeadLetters.Replay;

/// <summary>Replays' entries in the audit.</summary>
internal static class ReplayAudit
{
    public static AuditEntry Entry(
        DateTime at, string actor, string action, Guid replayId, string? reason, object? details = null) => new()
        {
            At = at,
            Actor = actor,
            Action = action,
            Target = AuditEntries.Replay(replayId),
            Reason = reason,
            Details = details is null ? null : JsonSerializer.Serialize(details, JsonSerializerOptions.Web),
        };
}

namespace Microservices.ServiceDefaults.Auditing;

/// <summary>Who changed what, and when. Never changed and never deleted.</summary>
public sealed class AuditEntry
{
    internal const int ActorLength = 300;
    internal const int WordLength = 100;
    internal const int TargetLength = 255;

    /// <summary>The place in the audit.</summary>
    public long Id { get; init; }

    /// <summary>When, in UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>Who: <c>Callers.Actor</c> of a caller, or <c>system:</c> and the part of the program.</summary>
    public required string Actor { get; init; }

    /// <summary>What, such as <c>stock.set</c>.</summary>
    public required string Action { get; init; }

    /// <summary>To what, such as <c>sku:MUG-RED</c>.</summary>
    public required string Target { get; init; }

    /// <summary>What else there is to know, as JSON; no personal data, because the entry stays for ever.</summary>
    public string? Details { get; init; }
}

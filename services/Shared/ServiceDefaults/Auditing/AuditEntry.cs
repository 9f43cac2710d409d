namespace Microservices.ServiceDefaults.Auditing;

/// <summary>Who changed what, and when. Never changed and never deleted.</summary>
public sealed class AuditEntry
{
    internal const int ActorLength = 300;
    internal const int WordLength = 100;
    internal const int TargetLength = 255;

    /// <summary>The place in the audit.</summary>
    public long Id { get; init; }

    /// <summary>The time, in UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>The one who acted: <c>Callers.Actor</c> of a caller, or <c>system:</c> and the part of the program.</summary>
    public required string Actor { get; init; }

    /// <summary>The action, such as <c>stock.set</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The thing that was changed, such as <c>sku:MUG-RED</c>.</summary>
    public required string Target { get; init; }

    /// <summary>Further facts as JSON; no personal data, because the entry stays for ever.</summary>
    public string? Details { get; init; }
}

namespace Microservices.DeadLetters.Data;

/// <summary>Who did what, when and why. Never changed and never deleted.</summary>
internal sealed class AuditEntry
{
    public long Id { get; set; }

    /// <summary>When, in UTC.</summary>
    public DateTime At { get; set; }

    public required string Actor { get; set; }

    /// <summary>What, such as <c>replay.created</c>.</summary>
    public required string Action { get; set; }

    /// <summary>To what, such as <c>replay:</c> and its id.</summary>
    public required string Target { get; set; }

    public string? Reason { get; set; }

    /// <summary>What else there is to know, as JSON.</summary>
    public string? Details { get; set; }
}

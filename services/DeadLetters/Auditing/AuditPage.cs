namespace Microservices.DeadLetters.Auditing;

/// <summary>Entries of the audit, the latest first.</summary>
/// <param name="Items">The entries.</param>
/// <param name="Next">The cursor of the next page; null on the last one.</param>
public sealed record AuditPage(IReadOnlyList<AuditView> Items, string? Next);

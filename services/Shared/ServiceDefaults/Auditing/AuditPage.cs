using System.Text.Json;

namespace Microservices.ServiceDefaults.Auditing;

/// <summary>A page of an audit.</summary>
/// <param name="Entries">The entries, the latest first.</param>
/// <param name="Next">The value of <c>after</c> for the next page; null at the end.</param>
internal sealed record AuditPage(IReadOnlyList<AuditItem> Entries, long? Next);

/// <summary>Who changed what, and when.</summary>
/// <param name="Id">The place in the audit.</param>
/// <param name="At">The time, in UTC.</param>
/// <param name="Actor">The one who acted, such as <c>key:ci</c>.</param>
/// <param name="Action">The action, such as <c>stock.set</c>.</param>
/// <param name="Target">The thing that was changed, such as <c>sku:MUG-RED</c>.</param>
/// <param name="Details">Further facts.</param>
internal sealed record AuditItem(long Id, DateTime At, string Actor, string Action, string Target, JsonElement? Details);

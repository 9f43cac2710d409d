using System.Text.Json;

namespace Microservices.DeadLetters.Auditing;

/// <summary>An entry of the audit.</summary>
/// <param name="Id">Its number; a greater one is later.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="Actor">Who.</param>
/// <param name="Action">What, such as <c>replay.created</c>.</param>
/// <param name="Target">To what, such as <c>replay:</c> and its id.</param>
/// <param name="Reason">Why; null when none is asked for.</param>
/// <param name="Details">What else there is to know.</param>
public sealed record AuditView(
    long Id, DateTime At, string Actor, string Action, string Target, string? Reason, JsonElement? Details);

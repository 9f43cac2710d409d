using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Microservices.DeadLetters.Auditing;

/// <summary><c>/api/audit</c></summary>
internal static class AuditEndpoints
{
    private const int DefaultPage = 50;
    private const int MaxPage = 1_000;

    /// <summary>Maps the route.</summary>
    internal static void MapAuditEndpoints(this IEndpointRouteBuilder app) => app.MapGet("/api/audit", ReadAsync).RequireScope(Scopes.DeadLettersRead)
        .WithTags("Audit").WithName("ReadAudit").WithSummary("Who did what, when and why; the latest first.");

    private static async Task<Results<Ok<AuditPage>, ValidationProblem, ProblemHttpResult>> ReadAsync(
        AuditReader reader, ClaimsPrincipal user, CancellationToken cancellationToken, [FromQuery] string? target = null,
        [FromQuery] long? cursor = null, [FromQuery] int limit = DefaultPage)
    {
        if (limit is < 1 or > MaxPage)
        {
            return TypedResults.ValidationProblem(
                new Dictionary<string, string[]> { ["limit"] = [$"must be 1 to {MaxPage}"] }, $"limit must be 1 to {MaxPage}");
        }

        return TypedResults.Ok(await reader.ReadAsync(
            string.IsNullOrEmpty(target) ? null : target, cursor, limit, user, cancellationToken));
    }
}

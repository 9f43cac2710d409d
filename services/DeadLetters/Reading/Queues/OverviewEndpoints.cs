using System.Security.Claims;
using Microservices.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Microservices.DeadLetters.Reading.Queues;

/// <summary><c>/api/overview</c></summary>
internal static class OverviewEndpoints
{
    /// <summary>Maps the route.</summary>
    internal static void MapOverviewEndpoints(this IEndpointRouteBuilder app) => app.MapGet("/api/overview", ReadAsync).RequireScope(Scopes.DeadLettersRead)
        .WithTags("Overview").WithName("GetOverview").WithSummary("What is failing, by queue; the oldest failure first.");

    private static async Task<Results<Ok<Overview>, ProblemHttpResult>> ReadAsync(
        OverviewReader reader, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        TypedResults.Ok(await reader.ReadAsync(user, cancellationToken));
}

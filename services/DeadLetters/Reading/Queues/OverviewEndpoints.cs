using System.Security.Claims;
using Microservices.DeadLetters.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Microservices.DeadLetters.Reading.Queues;

/// <summary><c>/api/overview</c></summary>
internal static class OverviewEndpoints
{
    /// <summary>Maps the route.</summary>
    internal static void MapOverviewEndpoints(this IEndpointRouteBuilder app) => app.MapGet("/api/overview", ReadAsync)
        .WithTags("Overview").WithName("GetOverview").WithSummary("What is failing, by queue; the oldest failure first.")
        .ProducesProblem(StatusCodes.Status403Forbidden);

    private static async Task<Results<Ok<Overview>, ProblemHttpResult>> ReadAsync(
        OverviewReader reader, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        user.Refuse(Access.Reader) is { } refusal
            ? refusal
            : TypedResults.Ok(await reader.ReadAsync(user, cancellationToken));
}

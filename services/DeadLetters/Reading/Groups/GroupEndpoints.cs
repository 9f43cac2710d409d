using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Microservices.DeadLetters.Reading.Groups;

/// <summary>The routes of groups.</summary>
internal static class GroupEndpoints
{
    /// <summary>Maps the routes.</summary>
    internal static void MapGroupEndpoints(this IEndpointRouteBuilder app)
    {
        var groups = app.MapGroup("/api/dead-letters/groups").WithTags("Groups")
            .AddEndpointFilter<ProblemFilter>();
        groups.MapGet("/", ListAsync).RequireScope(Scopes.DeadLettersRead).WithName("ListGroups")
            .WithSummary("Dead letters with the same cause, counted together.")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        groups.MapGet("/{id:long}", FindAsync).RequireScope(Scopes.DeadLettersRead).WithName("GetGroup").WithSummary("A group.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        groups.MapPatch("/{id:long}", ChangeAsync).RequireScope(Scopes.DeadLettersOperate).WithName("ChangeGroup")
            .WithSummary("Changes a group's status, owner or note; audited.")
            .ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<GroupPage>, ProblemHttpResult>> ListAsync(GroupReader reader, ClaimsPrincipal user,
        CancellationToken cancellationToken, [FromQuery] string? query = null, [FromQuery] string? status = null,
        [FromQuery] string? sort = null, [FromQuery] string? cursor = null) =>
        TypedResults.Ok(await reader.ListAsync(query, status, sort, cursor, user, cancellationToken));

    private static async Task<Results<Ok<GroupItem>, ProblemHttpResult>> FindAsync(
        long id, GroupReader reader, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        return await reader.FindAsync(id, user, cancellationToken) is { } group ? TypedResults.Ok(group) : Unknown(id);
    }

    private static async Task<Results<Ok<GroupItem>, ProblemHttpResult>> ChangeAsync(
        long id, GroupUpdate update, GroupEditor editor, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        return await editor.ChangeAsync(id, update, user, cancellationToken) is { } group
            ? TypedResults.Ok(group)
            : Unknown(id);
    }

    private static ProblemHttpResult Unknown(long id) =>
        TypedResults.Problem(FormattableString.Invariant($"There is no group {id} in your queues."),
            statusCode: StatusCodes.Status404NotFound, title: "The group is unknown.");
}

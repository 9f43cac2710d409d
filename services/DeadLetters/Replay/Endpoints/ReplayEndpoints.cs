using Microservices.DeadLetters.Replay.Requests;
using Microservices.DeadLetters.Replay.Views;
using Microservices.DeadLetters.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Microservices.DeadLetters.Replay.Endpoints;

/// <summary>The routes of replays.</summary>
internal static class ReplayEndpoints
{
    private const int MaxPage = 1_000;
    private const int DefaultPage = 50;

    internal static void MapReplayEndpoints(this IEndpointRouteBuilder app)
    {
        var replays = app.MapGroup("/api/replays").WithTags("Replays")
            .AddEndpointFilter<ProblemFilter>();
        replays.MapPost("/", CreateAsync).RequireScope(Scopes.DeadLettersRead)
            .WithSummary("Replays dead letters, or tells with dryRun what that would do.");
        replays.MapGet("/", ListAsync).RequireScope(Scopes.DeadLettersRead).WithSummary("Replays, the newest first, page by page.");
        replays.MapGet("/{id}", FindAsync).RequireScope(Scopes.DeadLettersRead).WithSummary("A replay and how far it is.");
        replays.MapGet("/{id}/items", ItemsAsync).RequireScope(Scopes.DeadLettersRead).WithSummary("What became of each dead letter of a replay.");
        replays.MapPost("/{id}/pause", PauseAsync).RequireScope(Scopes.DeadLettersOperate).WithSummary("Sends nothing more until it is resumed.");
        replays.MapPost("/{id}/resume", ResumeAsync).RequireScope(Scopes.DeadLettersOperate)
            .WithSummary("Goes on; what has failed until now does not pause it again.");
        replays.MapPost("/{id}/cancel", CancelAsync).RequireScope(Scopes.DeadLettersOperate).WithSummary("Skips what has not been sent.");
    }

    private static async Task<Results<Ok<ReplayPreview>, Accepted, ValidationProblem, ProblemHttpResult>> CreateAsync(
        ReplayRequest request, ReplayService service, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (!request.DryRun && !user.Has(Scopes.DeadLettersOperate))
            return Access.Refused($"This takes the scope {Scopes.DeadLettersOperate}.");

        var actor = user.ToOperator();
        if (request.DryRun)
            return TypedResults.Ok(await service.PreviewAsync(request, actor, cancellationToken));

        var id = await service.CreateAsync(request, actor, cancellationToken);
        return TypedResults.Accepted($"/api/replays/{id}");
    }

    private static async Task<Results<Ok<ReplayPage>, ValidationProblem, ProblemHttpResult>> ListAsync(
        ReplayReader reader, ClaimsPrincipal user, CancellationToken cancellationToken, [FromQuery] string? state = null,
        [FromQuery] Guid? cursor = null, [FromQuery] int limit = DefaultPage)
    {
        if (limit is < 1 or > MaxPage)
            throw new ReplayRequestException("limit", $"must be 1 to {MaxPage}");

        return TypedResults.Ok(await reader.ListAsync(state, cursor, limit, user, cancellationToken));
    }

    private static async Task<Results<Ok<ReplayView>, ProblemHttpResult>> FindAsync(
        string id, ReplayReader reader, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        return await reader.ResolveAsync(id, cancellationToken) is { } replay
            && await reader.FindAsync(replay, user, cancellationToken) is { } view ? TypedResults.Ok(view) : Unknown(id);
    }

    private static async Task<Results<Ok<ReplayItemPage>, ValidationProblem, ProblemHttpResult>> ItemsAsync(
        string id, ReplayReader reader, ClaimsPrincipal user, CancellationToken cancellationToken,
        [FromQuery] string? state = null, [FromQuery] int cursor = 0, [FromQuery] int limit = DefaultPage)
    {
        if (limit is < 1 or > MaxPage)
            throw new ReplayRequestException("limit", $"must be 1 to {MaxPage}");
        if (state is not null && !ReplayItemState.All.Contains(state))
            throw new ReplayRequestException("state", $"must be one of {string.Join(", ", ReplayItemState.All)}");

        return await reader.ResolveAsync(id, cancellationToken) is { } replay
            && await reader.ItemsAsync(replay, state, cursor, limit, user, cancellationToken) is { } page
            ? TypedResults.Ok(page)
            : Unknown(id);
    }

    private static Task<Results<Ok<ReplayView>, ValidationProblem, ProblemHttpResult>> PauseAsync(string id,
        ReplayReason reason, ReplayControl control, ReplayReader reader, ClaimsPrincipal user,
        CancellationToken cancellationToken) =>
        ChangeAsync(id, reason, control.PauseAsync, reader, user, cancellationToken);

    private static Task<Results<Ok<ReplayView>, ValidationProblem, ProblemHttpResult>> ResumeAsync(string id,
        ReplayReason reason, ReplayControl control, ReplayReader reader, ClaimsPrincipal user,
        CancellationToken cancellationToken) =>
        ChangeAsync(id, reason, control.ResumeAsync, reader, user, cancellationToken);

    private static Task<Results<Ok<ReplayView>, ValidationProblem, ProblemHttpResult>> CancelAsync(string id,
        ReplayReason reason, ReplayControl control, ReplayReader reader, ClaimsPrincipal user,
        CancellationToken cancellationToken) =>
        ChangeAsync(id, reason, control.CancelAsync, reader, user, cancellationToken);

    private static async Task<Results<Ok<ReplayView>, ValidationProblem, ProblemHttpResult>> ChangeAsync(string id,
        ReplayReason reason, Func<Guid, string?, ReplayOperator, CancellationToken, Task<ReplayTransition?>> change,
        ReplayReader reader, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (await reader.ResolveAsync(id, cancellationToken) is not { } replay
            || await change(replay, reason.Reason, user.ToOperator(), cancellationToken) is not { } transition
            || await reader.FindAsync(replay, user, cancellationToken) is not { } view)
        {
            return Unknown(id);
        }

        return transition.IsDone ? TypedResults.Ok(view) : TypedResults.Problem(
            $"The replay is {transition.State}{(view.FinishedAt is null ? "" : " and has ended")}.",
            statusCode: StatusCodes.Status409Conflict, title: "Not in this state.",
            extensions: new Dictionary<string, object?> { ["state"] = transition.State });
    }

    private static ProblemHttpResult Unknown(string id) => TypedResults.Problem(
        $"There is no replay {id} in your queues.",
        statusCode: StatusCodes.Status404NotFound, title: "The replay is unknown.");
}

/// <summary>Why a replay is paused, resumed or cancelled.</summary>
public sealed record ReplayReason
{
    /// <summary>For the audit; 3 to 500 characters.</summary>
    public string? Reason { get; init; }
}

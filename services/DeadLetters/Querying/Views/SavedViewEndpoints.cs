using Microservices.DeadLetters.Replay.Requests;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Microservices.DeadLetters.Querying.Views;

/// <summary><c>/api/views</c></summary>
internal static class SavedViewEndpoints
{
    /// <summary>Maps the routes.</summary>
    internal static void MapSavedViewEndpoints(this IEndpointRouteBuilder app)
    {
        var views = app.MapGroup("/api/views").WithTags("Views").AddEndpointFilter<ProblemFilter>();
        views.MapGet("/", ListAsync).RequireScope(Scopes.DeadLettersRead).WithName("ListViews").WithSummary("Lists the saved queries, by name.");
        views.MapGet("/{name}", GetAsync).RequireScope(Scopes.DeadLettersRead).WithName("GetView").WithSummary("Shows a saved query.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        views.MapPut("/{name}", PutAsync).RequireScope(Scopes.DeadLettersOperate).WithName("PutView").WithSummary("Saves a query under a name, new or not.")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict);
        views.MapDelete("/{name}", DeleteAsync).RequireScope(Scopes.DeadLettersOperate).WithName("DeleteView").WithSummary("Forgets a saved query.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<SavedViewList>, ProblemHttpResult>> ListAsync(
        SavedViews views, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        return TypedResults.Ok(new SavedViewList(
            [.. (await views.ListAsync(user, cancellationToken)).Select(SavedViewResponse.From)]));
    }

    private static async Task<Results<Ok<SavedViewResponse>, ProblemHttpResult>> GetAsync(
        string name, SavedViews views, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        return await views.FindAsync(name, user, cancellationToken) is { } view
            ? TypedResults.Ok(SavedViewResponse.From(view))
            : NotFound(name);
    }

    // Operators share views, so changing one takes more than looking.
    private static async Task<Results<Ok<SavedViewResponse>, ProblemHttpResult>> PutAsync(string name,
        SavedViewRequest request, ClaimsPrincipal user, SavedViews views, CancellationToken cancellationToken)
    {
        name = name.Trim();
        if (!SavedViews.MayBeNamed(name))
            return Problem(StatusCodes.Status400BadRequest, "No view can have this name.", $"A name has {SavedViews.NameRule}.");

        try
        {
            await views.SaveAsync(name, request.Query, user, cancellationToken);
            return TypedResults.Ok(new SavedViewResponse(name, request.Query, user.Actor()));
        }
        catch (ReplayRequestException exception)
        {
            return Problem(StatusCodes.Status409Conflict, "The view is not kept.", exception.Message);
        }
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        string name, SavedViews views, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        return await views.DeleteAsync(name, user, cancellationToken) ? TypedResults.NoContent() : NotFound(name);
    }

    private static ProblemHttpResult NotFound(string name) =>
        Problem(StatusCodes.Status404NotFound, "There is no such view.", $"No view has the name '{name}'.");

    private static ProblemHttpResult Problem(int status, string title, string detail) =>
        TypedResults.Problem(statusCode: status, title: title, detail: detail);
}

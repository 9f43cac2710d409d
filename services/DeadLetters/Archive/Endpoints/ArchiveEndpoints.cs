using System.Security.Claims;
using Microservices.DeadLetters.Querying;
using Microservices.DeadLetters.Security;
using Microservices.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Microservices.DeadLetters.Archive.Endpoints;

/// <summary>The routes that let dead letters go.</summary>
internal static class ArchiveEndpoints
{
    /// <summary>Maps the routes.</summary>
    internal static void MapArchiveEndpoints(this IEndpointRouteBuilder app)
    {
        var routes = app.MapGroup("/api").WithTags("Archive")
            .AddEndpointFilter<QueryProblemFilter>().AddEndpointFilter<RequestProblemFilter>()
            .ProducesValidationProblem();
        routes.MapPost("/archive", ArchiveAsync).RequireScope(Scopes.DeadLettersOperate).WithName("Archive")
            .WithSummary("Puts dead letters aside; they can be taken back until they are deleted.");
        routes.MapPost("/archive/undo", RestoreAsync).RequireScope(Scopes.DeadLettersOperate).WithName("UndoArchive").WithSummary("Takes archived dead letters back.");
        routes.MapPost("/delete", DeleteAsync).RequireScope(Scopes.DeadLettersAdminister).WithName("Delete")
            .WithSummary("Deletes dead letters for good, when their number is as given.")
            .ProducesProblem(StatusCodes.Status409Conflict);
        TransferEndpoints.Map(routes);
    }

    private static async Task<Results<Ok<ArchiveReport>, ProblemHttpResult>> ArchiveAsync(
        ArchiveRequest request, ArchiveService service, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        TypedResults.Ok(await service.ArchiveAsync(
                request.Selection, request.Reason, user.ToOperator(), cancellationToken));

    private static async Task<Results<Ok<RestoreReport>, ProblemHttpResult>> RestoreAsync(
        ArchiveRequest request, ArchiveService service, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        TypedResults.Ok(await service.RestoreAsync(
                request.Selection, request.Reason, user.ToOperator(), cancellationToken));

    private static async Task<Results<Ok<DeleteReport>, ProblemHttpResult>> DeleteAsync(
        DeleteRequest request, ArchiveService service, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        try
        {
            return TypedResults.Ok(await service.DeleteAsync(new LetterSelection(request.Query, request.Ids), request.Reason,
                request.Count, user.ToOperator(), cancellationToken));
        }
        catch (ArchiveConflictException exception)
        {
            return TypedResults.Problem(exception.Message, statusCode: StatusCodes.Status409Conflict,
                title: "Nothing was deleted.", extensions: new Dictionary<string, object?> { ["count"] = exception.Count });
        }
    }
}

using Microservices.DeadLetters.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Microservices.DeadLetters.Archive.Endpoints;

/// <summary>The routes that let dead letters go.</summary>
internal static class ArchiveEndpoints
{
    /// <summary>Maps the routes.</summary>
    internal static void MapArchiveEndpoints(this IEndpointRouteBuilder app)
    {
        var routes = app.MapGroup("/api").WithTags("Archive")
            .AddEndpointFilter<ProblemFilter>()
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
        DeleteRequest request, ArchiveService service, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        TypedResults.Ok(await service.DeleteAsync(new LetterSelection(request.Query, request.Ids), request.Reason,
            request.Count, user.ToOperator(), cancellationToken));
}

/// <summary>Which dead letters, and why.</summary>
public sealed record ArchiveRequest
{
    /// <summary>Selects dead letters, in the query language; or give <see cref="Ids"/>.</summary>
    public string? Query { get; init; }

    /// <summary>The dead letters' ids; or give <see cref="Query"/>.</summary>
    public IReadOnlyList<long>? Ids { get; init; }

    /// <summary>For the audit; 3 to 500 characters.</summary>
    public string? Reason { get; init; }

    internal LetterSelection Selection => new(Query, Ids);
}

/// <summary>Which dead letters to delete, why, and how many they are.</summary>
public sealed record DeleteRequest
{
    /// <summary>Selects dead letters, in the query language; or give <see cref="Ids"/>.</summary>
    public string? Query { get; init; }

    /// <summary>The dead letters' ids; or give <see cref="Query"/>.</summary>
    public IReadOnlyList<long>? Ids { get; init; }

    /// <summary>For the audit; 3 to 500 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>How many match; nothing is deleted when it is another number.</summary>
    public required long Count { get; init; }
}

using Microservices.DeadLetters.Archive.Transfer;
using Microservices.DeadLetters.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Microservices.DeadLetters.Archive.Endpoints;

/// <summary><c>/api/export</c> and <c>/api/import</c></summary>
internal static class TransferEndpoints
{
    private const string NdJson = "application/x-ndjson";

    /// <summary>Maps the routes.</summary>
    internal static void Map(IEndpointRouteBuilder routes)
    {
        // Posted, as all that gives out personal data: no link of another site can ask for it.
        routes.MapPost("/export", ExportAsync).RequireScope(Scopes.DeadLettersOperate).WithName("Export")
            .WithSummary("Whole dead letters as NDJSON, a line each, personal data included.")
            .Produces(StatusCodes.Status200OK, contentType: NdJson);
        routes.MapPost("/import", ImportAsync).RequireScope(Scopes.DeadLettersAdminister).WithName("Import")
            .WithSummary("Reads dead letters that were exported; tells the lines that cannot be stored, and goes on.")
            .Accepts<string>(NdJson).Produces<ImportReport>()
            .WithMetadata(new DisableRequestSizeLimitAttribute());
    }

    private static async Task<IResult> ExportAsync(LetterExport export, ClaimsPrincipal user,
        CancellationToken cancellationToken, [FromQuery] string? query = null)
    {
        // Before the first byte, so that a query that cannot be read is answered as such.
        var selection = await export.BeginAsync(query ?? "", user.ToOperator(), cancellationToken);
        return Results.Stream(stream => export.WriteAsync(selection, stream, cancellationToken), NdJson, "dead-letters.ndjson");
    }

    // Imported dead letters can be replayed, so that it takes the scope of replaying an edited message.
    private static async Task<Results<Ok<ImportReport>, ProblemHttpResult>> ImportAsync(
        HttpRequest request, LetterImport import, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        TypedResults.Ok(await import.RunAsync(request.BodyReader, user.ToOperator(), cancellationToken));
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Microservices.DeadLetters.Reading.Letters;

/// <summary>The routes that show dead letters.</summary>
internal static class LetterEndpoints
{
    private const int DefaultPage = 50;

    /// <summary>Maps the routes.</summary>
    internal static void MapLetterEndpoints(this IEndpointRouteBuilder app)
    {
        var letters = app.MapGroup("/api/dead-letters").WithTags("Dead letters")
            .AddEndpointFilter<ProblemFilter>();
        letters.MapGet("/", ListAsync).RequireScope(Scopes.DeadLettersRead).WithName("ListDeadLetters")
            .WithSummary("Dead letters that match a query, the latest failure first, page by page.")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        letters.MapGet("/{id:long}", FindAsync).RequireScope(Scopes.DeadLettersRead).WithName("GetDeadLetter")
            .WithSummary("A dead letter with all that is known of it, personal data masked.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        // Posted, though they change nothing but the audit: another site's link would make a browser ask, and the audit name its user.
        letters.MapPost("/{id:long}/unmask", UnmaskAsync).RequireScope(Scopes.DeadLettersOperate).WithName("UnmaskDeadLetter")
            .WithSummary("The same with personal data; audited.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        letters.MapPost("/{id:long}/body", BodyAsync).RequireScope(Scopes.DeadLettersOperate).WithName("GetDeadLetterBody")
            .WithSummary("The bytes of a body as they came; audited.")
            .Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<LetterPage>, ProblemHttpResult>> ListAsync(LetterReader reader, ClaimsPrincipal user,
        CancellationToken cancellationToken, [FromQuery] string? query = null, [FromQuery] string? cursor = null,
        [FromQuery] int limit = DefaultPage) =>
        TypedResults.Ok(await reader.ListAsync(query, cursor, limit, user, cancellationToken));

    private static Task<Results<Ok<LetterView>, ProblemHttpResult>> FindAsync(
        long id, LetterReader reader, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        AnswerAsync(id, unmask: false, reader, user, cancellationToken);

    private static Task<Results<Ok<LetterView>, ProblemHttpResult>> UnmaskAsync(
        long id, LetterReader reader, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        AnswerAsync(id, unmask: true, reader, user, cancellationToken);

    private static async Task<Results<Ok<LetterView>, ProblemHttpResult>> AnswerAsync(
        long id, bool unmask, LetterReader reader, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        return await reader.FindAsync(id, unmask, user, cancellationToken) is { } letter
            ? TypedResults.Ok(letter)
            : Unknown(id);
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> BodyAsync(
        long id, LetterReader reader, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        // Never by its own type, which would let a browser run what is in it.
        return await reader.ReadBodyAsync(id, user, cancellationToken) is { } body
            ? TypedResults.File(body, "application/octet-stream", FormattableString.Invariant($"dead-letter-{id}.bin"))
            : Unknown(id);
    }

    private static ProblemHttpResult Unknown(long id) =>
        TypedResults.Problem(FormattableString.Invariant($"There is no dead letter {id} in your queues."),
            statusCode: StatusCodes.Status404NotFound, title: "The dead letter is unknown.");
}

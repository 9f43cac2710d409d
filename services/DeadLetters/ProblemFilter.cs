using Microservices.DeadLetters.Archive;
using Microservices.DeadLetters.Querying;
using Microservices.DeadLetters.Replay;
using Microservices.DeadLetters.Replay.Publishing;
using Microservices.DeadLetters.Replay.Requests;
using Microservices.DeadLetters.Security;

namespace Microservices.DeadLetters;

/// <summary>The HTTP answer to each exception that a caller can cause, in one table.</summary>
internal sealed class ProblemFilter : IEndpointFilter
{
    /// <inheritdoc />
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Exception exception) when (Answer(exception) is not null)
        {
            return Answer(exception);
        }
    }

    private static IResult? Answer(Exception exception) => exception switch
    {
        QueryException query => TypedResults.Problem(query.Message, statusCode: StatusCodes.Status400BadRequest,
            title: "The query cannot be read.", extensions: new Dictionary<string, object?>
            {
                ["column"] = query.Column,
                ["found"] = query.Found,
                ["expected"] = query.Expected,
            }),
        ReplayRequestException request => TypedResults.ValidationProblem(
            new Dictionary<string, string[]> { [request.Field] = [request.Rule] }, request.Message),
        ReplayDeniedException denied => Access.Refused(denied.Message),
        ArchiveConflictException conflict => TypedResults.Problem(conflict.Message, statusCode: StatusCodes.Status409Conflict,
            title: "Nothing was deleted.", extensions: new Dictionary<string, object?> { ["count"] = conflict.Count }),
        ReplayTargetUnavailableException away => TypedResults.Problem(away.Message,
            statusCode: StatusCodes.Status503ServiceUnavailable, title: "The broker is away."),
        _ => null,
    };
}

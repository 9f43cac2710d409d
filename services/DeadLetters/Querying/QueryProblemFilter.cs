namespace Microservices.DeadLetters.Querying;

/// <summary>Answers a query that cannot be read with <c>400</c> and Problem Details that point into it.</summary>
internal sealed class QueryProblemFilter : IEndpointFilter
{
    /// <inheritdoc />
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (QueryException exception)
        {
            return Problem(exception);
        }
    }

    /// <summary>The answer, for those who catch it themselves.</summary>
    internal static IResult Problem(QueryException exception) => TypedResults.Problem(
        statusCode: StatusCodes.Status400BadRequest,
        title: "The query cannot be read.",
        detail: exception.Message,
        extensions: new Dictionary<string, object?>
        {
            ["column"] = exception.Column,
            ["found"] = exception.Found,
            ["expected"] = exception.Expected,
        });
}

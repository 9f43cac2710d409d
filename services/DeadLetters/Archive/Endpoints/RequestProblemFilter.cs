using Microservices.DeadLetters.Replay.Requests;

namespace Microservices.DeadLetters.Archive.Endpoints;

/// <summary>Answers a request that breaks a rule with <c>400</c> and the field.</summary>
internal sealed class RequestProblemFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (ReplayRequestException exception)
        {
            return TypedResults.ValidationProblem(
                new Dictionary<string, string[]> { [exception.Field] = [exception.Rule] }, exception.Message);
        }
    }
}

using Microservices.DeadLetters.Replay;
using Microservices.DeadLetters.Replay.Requests;
using Microservices.DeadLetters.Security;

namespace Microservices.DeadLetters.Archive.Endpoints;

/// <summary>Answers a request that breaks a rule with <c>400</c> and the field, and one that the caller may not make with <c>403</c>.</summary>
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
        catch (ReplayDeniedException exception)
        {
            return Access.Refused(exception.Message);
        }
    }
}

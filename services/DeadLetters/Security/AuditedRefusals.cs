using System.Collections.Concurrent;
using Microservices.DeadLetters.Security.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Microservices.DeadLetters.Security;

/// <summary>
/// Writes into the audit who asked for more than they may: once a minute for each caller and route, since entries stay for ever.
/// The answer is that of every service.
/// </summary>
internal sealed class AuditedRefusals(RefusalHandler refusals, IServiceScopeFactory scopes, TimeProvider timeProvider)
    : IAuthorizationMiddlewareResultHandler
{
    private const int MostKnown = 10_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string Actor, string Route), DateTimeOffset> _known = new();

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Forbidden && IsOfDeadLetters(context) && IsNews(context.User.Actor(), RouteOf(context)))
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<SignInAudit>().DeniedAsync(context.User, RouteOf(context), context.RequestAborted);
        }

        await refusals.HandleAsync(next, context, policy, authorizeResult);
    }

    // In one process with the others, theirs are theirs.
    private static bool IsOfDeadLetters(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(data => Access.Ladder.Contains(data.Policy)) is true;

    private static string RouteOf(HttpContext context) =>
        $"{context.Request.Method} {(context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText}";

    private bool IsNews(string actor, string route)
    {
        var now = timeProvider.GetUtcNow();
        if (_known.TryGetValue((actor, route), out var at) && now - at < Pause)
            return false;
        if (_known.Count >= MostKnown)
            _known.Clear();
        _known[(actor, route)] = now;
        return true;
    }
}

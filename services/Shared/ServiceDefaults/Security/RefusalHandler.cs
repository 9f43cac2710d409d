using Microservices.ServiceDefaults.Customers.Links;
using Microservices.ServiceDefaults.Security.Keys;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microservices.ServiceDefaults.Security;

/// <summary>
/// Answers who may not: a browser on a page by the sign-in, everyone else by a Problem. The answer names the scope that is
/// missing, never why a key or a token is not valid; the log does.
/// </summary>
internal sealed class RefusalHandler(IOptions<SecurityOptions> options, SecurityMetrics metrics, ILogger<RefusalHandler> logger)
    : IAuthorizationMiddlewareResultHandler
{
    private const string AskForPassword = "Basic realm=\"An API key as the password\", charset=\"UTF-8\"";

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
            return next(context);

        var signIn = context.GetEndpoint()?.Metadata.GetMetadata<BrowserPage>() is null
            ? null
            : context.RequestServices.GetService<BrowserSignIn>();
        return authorizeResult.Challenged ? ChallengeAsync(context, signIn) : ForbidAsync(context, signIn);
    }

    private Task ChallengeAsync(HttpContext context, BrowserSignIn? signIn)
    {
        var failure = context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Failure;
        var reason = failure is null ? SecurityMetrics.NoCredentials : SecurityMetrics.WrongCredentials;
        if (failure is not null)
            logger.CredentialsRefused(context.Connection.RemoteIpAddress, RouteOf(context), failure.Message);
        if (CustomerRoute.IsOf(context))
        {
            metrics.Refused(reason);
            return context.WriteNoticeAsync(StatusCodes.Status404NotFound, words => words.LinkInvalid);
        }

        if (signIn is not null)
        {
            metrics.Refused(reason);
            return context.ChallengeAsync(signIn.Scheme);
        }

        var takesTokens = options.Value.Oidc.TakesTokens;
        // A browser asks a person for a password: for pages, and for the documents that they load, where no page signs in.
        var asksPeople = PolicyOf(context) == RouteSecurity.AnyCaller && context.RequestServices.GetService<BrowserSignIn>() is null;
        var ofPrograms = takesTokens ? "Bearer" : "ApiKey";
        context.Response.Headers.WWWAuthenticate = asksPeople ? new[] { AskForPassword, ofPrograms } : ofPrograms;
        return context.RefuseAsync(reason, StatusCodes.Status401Unauthorized, "Who asks?", takesTokens
            ? $"Give a key in the header {ApiKeys.Header}, or a token in Authorization: Bearer. What was given is not valid here."
            : $"Give a key in the header {ApiKeys.Header}. What was given is not valid here.");
    }

    private Task ForbidAsync(HttpContext context, BrowserSignIn? signIn)
    {
        logger.ScopeMissing(context.User.Actor(), RouteOf(context));
        if (signIn is not null)
        {
            metrics.Refused(SecurityMetrics.Scope);
            return context.ForbidAsync(signIn.Scheme);
        }

        var policy = PolicyOf(context);
        return context.RefuseAsync(SecurityMetrics.Scope, StatusCodes.Status403Forbidden, "Not allowed.", policy is null
            ? "Nobody may use this route."
            : $"This takes the scope {(policy == RouteSecurity.Operators ? Scopes.MetricsRead : policy)}.");
    }

    private static string? PolicyOf(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetOrderedMetadata<IAuthorizeData>().LastOrDefault(data => data.Policy is not null)?.Policy;

    private static string RouteOf(HttpContext context) => context.GetEndpoint()?.DisplayName ?? "no route";
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Microservices.ServiceDefaults.Security;

/// <summary>Names the policy of a route. A route that calls none of these is closed.</summary>
public static class RouteSecurity
{
    internal const string AnyCaller = "caller";
    internal const string Operators = "operators";
    internal const string Customer = "customer's link";

    /// <summary>Opens routes to callers who have a scope.</summary>
    /// <typeparam name="TBuilder">A route or a group.</typeparam>
    /// <param name="routes">The routes.</param>
    /// <param name="scope">One of <see cref="Scopes"/>.</param>
    public static TBuilder RequireScope<TBuilder>(this TBuilder routes, string scope)
        where TBuilder : IEndpointConventionBuilder => routes.RequireAuthorization(scope).WithMetadata(
        new ProducesResponseTypeMetadata(StatusCodes.Status401Unauthorized, typeof(Microsoft.AspNetCore.Mvc.ProblemDetails), ["application/problem+json"]),
        new ProducesResponseTypeMetadata(StatusCodes.Status403Forbidden, typeof(Microsoft.AspNetCore.Mvc.ProblemDetails), ["application/problem+json"]));

    /// <summary>Opens routes to every caller who is known, whatever the scopes.</summary>
    /// <typeparam name="TBuilder">A route or a group.</typeparam>
    /// <param name="routes">The routes.</param>
    public static TBuilder RequireCaller<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.RequireAuthorization(AnyCaller);

    /// <summary>Opens routes to everybody. They must tell nothing of anybody.</summary>
    /// <typeparam name="TBuilder">A route or a group.</typeparam>
    /// <param name="routes">The routes.</param>
    public static TBuilder OpenToAll<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.AllowAnonymous();

    /// <summary>Says that browsers show the routes' answers.</summary>
    /// <typeparam name="TBuilder">A route or a group.</typeparam>
    /// <param name="routes">The routes.</param>
    /// <param name="contentSecurityPolicy">The sources that a page may load from.</param>
    public static TBuilder AsPage<TBuilder>(this TBuilder routes, string contentSecurityPolicy = BrowserPage.OwnFiles)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new BrowserPage(contentSecurityPolicy));
}

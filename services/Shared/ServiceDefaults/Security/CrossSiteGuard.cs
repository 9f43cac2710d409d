using Microservices.ServiceDefaults.Security.Keys;
using Microservices.ServiceDefaults.Security.Limits;
using Microsoft.AspNetCore.Http;

namespace Microservices.ServiceDefaults.Security;

/// <summary>
/// Refuses what a page of another site makes a browser send. A key or a token in a header is proof enough: no page can add one
/// for another site. A request without either changes something, or opens a socket, only when the browser says that it comes
/// from our own page: by <c>Sec-Fetch-Site</c>, else by <c>Origin</c>; what says neither, and is no browser of today, must have
/// the header <c>X-Requested-With</c>, which no form can add.
/// </summary>
internal sealed class CrossSiteGuard(RequestDelegate next, LocalTrial trial)
{
    public const string Header = "X-Requested-With";

    public Task InvokeAsync(HttpContext context) =>
        IsKnown(context) && MayBeForged(context)
            ? RefuseAsync(context)
            : next(context);

    // Who is unknown is told so by the route. The sign-in would make a browser somebody.
    private static bool IsKnown(HttpContext context) => context.User.Identity is { IsAuthenticated: true }
        || context.GetEndpoint()?.Metadata.GetMetadata<SignInRoute>() is not null;

    private bool MayBeForged(HttpContext context)
    {
        var request = context.Request;
        var isHarmless = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
            || HttpMethods.IsOptions(request.Method);
        if (isHarmless && !context.WebSockets.IsWebSocketRequest && request.Headers.Upgrade.Count == 0)
            return false;
        if (request.Headers.ContainsKey(ApiKeys.Header) || request.HasBearer())
            return false;
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
            return site is not ("same-origin" or "none");
        if (request.Headers.Origin.ToString() is { Length: > 0 } origin)
            return !IsOwn(origin, request.Host);

        return !request.Headers.ContainsKey(Header) && !trial.IsOn; // curl on one's own machine is no browser
    }

    // Without the scheme: behind a proxy that ends TLS, the request has another one than the page.
    private static bool IsOwn(string origin, HostString host) =>
        host.HasValue && Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && string.Equals(uri.Authority, new Uri($"{uri.Scheme}://{host.Value}").Authority, StringComparison.OrdinalIgnoreCase);

    private static Task RefuseAsync(HttpContext context) => context.RefuseAsync(SecurityMetrics.CrossSite, StatusCodes.Status403Forbidden,
        "Not allowed.", $"The request does not come from the service's own pages. A program sends {ApiKeys.Header}, or a token, or the header {Header}.");
}

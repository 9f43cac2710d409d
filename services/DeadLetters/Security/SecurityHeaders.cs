namespace Microservices.DeadLetters.Security;

/// <summary>Tells browsers what the answers may not be used for.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    // Blazor loads its script and opens its socket at the same origin; component libraries set styles in attributes.
    // Scripts in the page itself are refused, so that markup in a dead letter stays text whatever else goes wrong.
    private const string PagePolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private const string ApiPolicy = "default-src 'none'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<SecuredEndpoint>() is not { } secured)
            return next(context);

        // At the last moment: Blazor sets a weaker policy of its own.
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = secured.IsApi ? ApiPolicy : PagePolicy;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            if (secured.IsApi)
                headers.CacheControl = "no-store"; // personal data
            if (context.Request.IsHttps)
                headers.StrictTransportSecurity = "max-age=31536000";
            return Task.CompletedTask;
        });
        return next(context);
    }
}

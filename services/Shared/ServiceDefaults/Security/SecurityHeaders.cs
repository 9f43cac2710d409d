using Microservices.ServiceDefaults.Customers.Links;
using Microsoft.AspNetCore.Http;

namespace Microservices.ServiceDefaults.Security;

/// <summary>Tells browsers what the answers may not be used for, and nobody which server answers.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    private const string NoPage = "default-src 'none'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        // At the last moment: Blazor sets a weaker policy of its own.
        context.Response.OnStarting(() =>
        {
            var page = context.GetEndpoint()?.Metadata.GetMetadata<BrowserPage>();
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = page?.ContentSecurityPolicy ?? NoPage;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            if ((page is null || CustomerRoute.IsOf(context)) && headers.CacheControl.Count == 0)
                headers.CacheControl = "no-store"; // personal data
            // A browser would keep it for longer than the key that was its password is valid.
            if (context.Request.HasBasic())
                headers.CacheControl = "no-store";
            if (context.Request.IsHttps)
                headers.StrictTransportSecurity = "max-age=31536000";
            return Task.CompletedTask;
        });
        return next(context);
    }
}

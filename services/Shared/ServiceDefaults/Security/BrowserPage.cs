namespace Microservices.ServiceDefaults.Security;

/// <summary>Marks a route that browsers show: who is unknown is led to the sign-in, where there is one, instead of getting a Problem.</summary>
/// <param name="ContentSecurityPolicy">The sources that the page may load from: https://www.w3.org/TR/CSP3/.</param>
public sealed record BrowserPage(string ContentSecurityPolicy)
{
    /// <summary>Scripts, styles and pictures of the service's own; no script in the page itself.</summary>
    public const string OwnFiles =
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
}

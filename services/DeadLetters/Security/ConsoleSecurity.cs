using Microservices.DeadLetters.Security.Oidc;
using Microservices.DeadLetters.Security.SignIn;
using Microservices.ServiceDefaults.Security.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;

namespace Microservices.DeadLetters.Security;

/// <summary>Signs browsers in to the console, by the keys and the provider that every service has.</summary>
internal static class ConsoleSecurity
{
    /// <summary>The scheme that remembers who signed in.</summary>
    public const string Cookie = "Cookie";

    /// <summary>The scheme that signs a browser in by the provider; ends in the cookie.</summary>
    public const string Oidc = "Oidc";

    /// <summary>
    /// Blazor loads its script and opens its socket at the same origin; component libraries set styles in attributes. Scripts in the
    /// page itself are refused, so that markup in a dead letter stays text whatever else goes wrong.
    /// </summary>
    public const string PagePolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Adds the sign-in.</summary>
    public static void AddConsoleSecurity(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddCascadingAuthenticationState();
        services.AddSingleton(new BrowserSignIn(Cookie));

        // Of all replicas, and beyond a restart: who is signed in stays so.
        services.AddDataProtection().SetApplicationName("DeadLetters").PersistKeysToDbContext<DeadLettersDbContext>();
        services.AddAntiforgery();
        services.AddSingleton<SignInSession>();
        services.AddScoped<SignInAudit>();
        services.AddSingleton<RefusalHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AuditedRefusals>();

        var authentication = new AuthenticationBuilder(services);
        authentication.AddSignInCookie();

        // Chosen while registering: without an authority and a client, every request would fail.
        if (OidcOptions.Of(builder.Configuration).SignsIn)
            authentication.AddProvider();
    }

    /// <summary>Pages: the caller is led to the sign-in, and must be a reader at least.</summary>
    public static TBuilder RequireConsoleAccess<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.AsPage(PagePolicy).RequireScope(Scopes.DeadLettersRead);

    internal static bool HasProvider(this HttpContext context) =>
        context.RequestServices.GetRequiredService<IOptions<SecurityOptions>>().Value.Oidc.SignsIn;
}

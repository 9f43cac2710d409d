using Microservices.ServiceDefaults.Security.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Microservices.DeadLetters.Security.Oidc;

/// <summary>Registers the sign-in of browsers by a provider.</summary>
internal static class OidcExtensions
{
    public const string CallbackPath = "/sign-in/oidc/callback";

    /// <summary>The code flow, which ends in the cookie.</summary>
    public static void AddProvider(this AuthenticationBuilder authentication)
    {
        authentication.AddOpenIdConnect(ConsoleSecurity.Oidc, _ => { });
        authentication.Services.AddOptions<OpenIdConnectOptions>(ConsoleSecurity.Oidc).Configure<IOptions<SecurityOptions>>(
            (connect, security) => Configure(connect, security.Value.Oidc));
    }

    private static void Configure(OpenIdConnectOptions connect, OidcOptions options)
    {
        connect.SignInScheme = ConsoleSecurity.Cookie;
        connect.Authority = options.Authority;
        connect.ClientId = options.ClientId;
        connect.ClientSecret = options.ClientSecret;
        connect.RequireHttpsMetadata = options.Authority?.StartsWith(Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase) ?? true;
        connect.MapInboundClaims = false;
        connect.CallbackPath = CallbackPath;
        connect.ResponseType = OpenIdConnectResponseType.Code;
        // By the query: a form that another site posts would need cookies that go everywhere.
        connect.ResponseMode = OpenIdConnectResponseMode.Query;
        foreach (var cookie in new[] { connect.CorrelationCookie, connect.NonceCookie })
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        }

        connect.Events = new OpenIdConnectEvents
        {
            OnTokenValidated = context =>
            {
                if (TokenCaller.From(context.Principal!, options) is { } caller) // there is one: it was validated
                    context.Principal = caller;
                else
                    context.Fail("The ID token names no subject, or one that is too long.");
                return Task.CompletedTask;
            },
            OnRemoteFailure = context =>
            {
                context.HandleResponse();
                context.Response.Redirect("/sign-in?failed=provider");
                return Task.CompletedTask;
            },
        };
    }
}

using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Microservices.DeadLetters.Security.Oidc;

/// <summary>Registers the two ways by which a provider vouches for callers.</summary>
internal static class OidcExtensions
{
    public const string CallbackPath = "/sign-in/oidc/callback";

    /// <summary>Tokens for programs, and for browsers the code flow that ends in the cookie.</summary>
    public static void AddProvider(this AuthenticationBuilder authentication)
    {
        authentication.AddJwtBearer(Schemes.Bearer, _ => { });
        authentication.AddOpenIdConnect(Schemes.Oidc, _ => { });
        authentication.Services.AddOptions<JwtBearerOptions>(Schemes.Bearer).Configure<IOptions<SecurityOptions>>(
            (bearer, security) => Configure(bearer, security.Value.Oidc));
        authentication.Services.AddOptions<OpenIdConnectOptions>(Schemes.Oidc).Configure<IOptions<SecurityOptions>>(
            (connect, security) => Configure(connect, security.Value.Oidc));
    }

    private static void Configure(JwtBearerOptions bearer, OidcOptions options)
    {
        bearer.Authority = options.Authority;
        bearer.Audience = string.IsNullOrWhiteSpace(options.Audience) ? options.ClientId : options.Audience;
        bearer.RequireHttpsMetadata = IsHttps(options);
        bearer.MapInboundClaims = false;
        bearer.Events = new JwtBearerEvents
        {
            OnTokenValidated = context =>
            {
                context.Principal = OidcCaller.From(context.Principal!, options); // there is one: it was validated
                return Task.CompletedTask;
            },
            // A provider that is away cannot vouch for anyone; that is no fault of ours.
            OnAuthenticationFailed = context =>
            {
                context.Fail(context.Exception);
                return Task.CompletedTask;
            },
        };
    }

    private static void Configure(OpenIdConnectOptions connect, OidcOptions options)
    {
        connect.SignInScheme = Schemes.Cookie;
        connect.Authority = options.Authority;
        connect.ClientId = options.ClientId;
        connect.ClientSecret = options.ClientSecret;
        connect.RequireHttpsMetadata = IsHttps(options);
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
                context.Principal = OidcCaller.From(context.Principal!, options); // there is one: it was validated
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

    private static bool IsHttps(OidcOptions options) =>
        options.Authority?.StartsWith(Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase) ?? true;
}

using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Microservices.ServiceDefaults.Security.Tokens;

/// <summary>Registers the access tokens of the provider.</summary>
internal static class BearerExtensions
{
    // Only ID tokens have these: OpenID Connect Core, section 2 and 3.1.3.6; typ is Keycloak's.
    private static readonly string[] OfIdTokens = ["nonce", "at_hash", "c_hash"];

    private static readonly TimeSpan ProviderPatience = TimeSpan.FromSeconds(5);

    public static void AddTokens(this AuthenticationBuilder authentication)
    {
        authentication.AddJwtBearer(Schemes.Bearer, _ => { });
        authentication.Services.AddOptions<JwtBearerOptions>(Schemes.Bearer).Configure<IOptions<SecurityOptions>>(
            (bearer, security) => Configure(bearer, security.Value.Oidc));
    }

    private static void Configure(JwtBearerOptions bearer, OidcOptions options)
    {
        bearer.Authority = options.Authority;
        bearer.Audience = options.Audience;
        bearer.RequireHttpsMetadata = options.Authority?.StartsWith(Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase) ?? true;
        bearer.MapInboundClaims = false;
        bearer.BackchannelTimeout = ProviderPatience;
        bearer.TokenValidationParameters.ValidAlgorithms =
        [
            SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.RsaSsaPssSha256,
            SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512, SecurityAlgorithms.EcdsaSha256,
            SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
        ];
        bearer.Events = new JwtBearerEvents
        {
            OnTokenValidated = context =>
            {
                var token = context.Principal!; // there is one: it was validated
                if (Array.Exists(OfIdTokens, claim => token.HasClaim(has => has.Type == claim)) || token.HasClaim("typ", "ID"))
                    context.Fail("An ID token is no access token.");
                else if (TokenCaller.From(token, options) is { } caller)
                    context.Principal = caller;
                else
                    context.Fail("The token names no subject, or one that is too long.");
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
}

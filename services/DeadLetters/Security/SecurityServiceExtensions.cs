using Microservices.DeadLetters.Data;
using Microservices.DeadLetters.Security.Keys;
using Microservices.DeadLetters.Security.Limits;
using Microservices.DeadLetters.Security.Oidc;
using Microservices.DeadLetters.Security.SignIn;
using Microservices.ServiceDefaults.Configuration;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace Microservices.DeadLetters.Security;

/// <summary>Registers who may use the service, and protects its routes.</summary>
internal static class SecurityServiceExtensions
{
    private const string CallerPolicy = "DeadLetters.Caller";
    private const string ConsolePolicy = "DeadLetters.Console";

    /// <summary>Adds sign-in, limits and what they need.</summary>
    public static void AddSecurity(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSettings<SecurityOptions, SecurityOptionsRules>(SecurityOptions.SectionName);
        services.AddSettings<RateLimitOptions>(RateLimitOptions.SectionName);
        services.AddSingleton<LocalTrial>();
        services.AddSingleton<ApiKeys>();
        services.AddCascadingAuthenticationState();

        // Of all replicas, and beyond a restart: who is signed in stays so.
        services.AddDataProtection().SetApplicationName("DeadLetters").PersistKeysToDbContext<DeadLettersDbContext>();
        services.AddAntiforgery();
        services.AddAuthorizationBuilder()
            .AddPolicy(CallerPolicy, policy => policy.RequireAuthenticatedUser())
            .AddPolicy(ConsolePolicy, policy => policy.RequireRole(Access.Roles));
        services.AddRateLimiter(limiter => limiter.AddPolicy<string, CallerLimits>(CallerLimits.Policy));

        var authentication = services.AddAuthentication(Schemes.Any)
            .AddPolicyScheme(Schemes.Any, displayName: null, scheme =>
            {
                scheme.ForwardDefaultSelector = Select;
                scheme.ForwardChallenge = Schemes.Cookie;
                scheme.ForwardForbid = Schemes.Cookie;
            })
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(Schemes.ApiKey, null)
            .AddScheme<AuthenticationSchemeOptions, DeveloperHandler>(Schemes.Developer, null);
        authentication.AddSignInCookie();

        // Chosen while registering: without an authority, these would fail at their first use.
        if (builder.Configuration[$"{SecurityOptions.SectionName}:Oidc:Authority"] is { } authority
            && !string.IsNullOrWhiteSpace(authority))
        {
            authentication.AddProvider();
        }
    }

    /// <summary>Adds the protection to the pipeline; it works on routes that are marked as secured.</summary>
    public static void UseSecurity(this WebApplication app)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseMiddleware<CrossSiteGuard>();
        app.UseAuthorization();
        app.UseAntiforgery();
    }

    /// <summary>Routes for programs: the caller must be known; each route asks for the role itself.</summary>
    public static RouteGroupBuilder RequireApiAccess(this RouteGroupBuilder routes) => routes
        .WithMetadata(new SecuredEndpoint(IsApi: true))
        .RequireAuthorization(CallerPolicy)
        .RequireRateLimiting(CallerLimits.Policy)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status429TooManyRequests);

    /// <summary>Pages: the caller is led to the sign-in, and must be a reader at least.</summary>
    public static TBuilder RequireConsoleAccess<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes
        .WithMetadata(new SecuredEndpoint(IsApi: false))
        .RequireAuthorization(ConsolePolicy);

    private static string Select(HttpContext context)
    {
        if (context.Request.Headers.ContainsKey(ApiKeys.Header))
            return Schemes.ApiKey;
        if (context.Request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return HasProvider(context) ? Schemes.Bearer : Schemes.ApiKey; // which finds no key, and so nobody

        return context.RequestServices.GetRequiredService<LocalTrial>().IsOn ? Schemes.Developer : Schemes.Cookie;
    }

    internal static bool HasProvider(this HttpContext context) => !string.IsNullOrWhiteSpace(
        context.RequestServices.GetRequiredService<IOptions<SecurityOptions>>().Value.Oidc.Authority);
}

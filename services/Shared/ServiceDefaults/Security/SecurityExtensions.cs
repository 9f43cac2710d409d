using Microservices.ServiceDefaults.Configuration;
using Microservices.ServiceDefaults.Customers.Links;
using Microservices.ServiceDefaults.Security.Keys;
using Microservices.ServiceDefaults.Security.Limits;
using Microservices.ServiceDefaults.Security.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microservices.ServiceDefaults.Security;

/// <summary>Registers who may use a service, and protects its routes: what no policy opens is closed.</summary>
internal static class SecurityExtensions
{
    /// <summary>Adds keys, tokens, policies and limits.</summary>
    public static void AddSecurity(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSettings<SecurityOptions, SecurityOptionsRules>(SecurityOptions.SectionName);
        services.AddSingleton<LocalTrial>();
        services.TryAddSingleton(typeof(ReloadedSettings<>));
        services.AddSingleton<ApiKeys>();
        services.AddSingleton<SecurityMetrics>();
        services.AddSingleton<ManagementPort>();
        services.AddHostedService<SecurityStart>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, RefusalHandler>();
        services.AddRateLimiter(CallerLimits.Configure);
        services.AddOpenApiSecurity();
        AddPolicies(services.AddAuthorizationBuilder());

        var authentication = services.AddAuthentication(Schemes.Any)
            .AddPolicyScheme(Schemes.Any, displayName: null, scheme => scheme.ForwardDefaultSelector = Select)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(Schemes.ApiKey, null)
            .AddScheme<AuthenticationSchemeOptions, DeveloperHandler>(Schemes.Developer, null);

        // Chosen while registering: without an authority, it would fail at its first use.
        if (OidcOptions.Of(builder.Configuration).TakesTokens)
            authentication.AddTokens();
    }

    /// <summary>Adds the protection to the pipeline.</summary>
    public static void UseSecurity(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseMiddleware<CrossSiteGuard>();
        app.UseAuthorization();
    }

    private static void AddPolicies(AuthorizationBuilder authorization)
    {
        foreach (var scope in Scopes.All)
            authorization.AddPolicy(scope, policy => policy.RequireAuthenticatedUser().RequireClaim(Callers.ScopeClaim, scope));
        authorization.AddPolicy(RouteSecurity.AnyCaller, policy => policy.RequireAuthenticatedUser());
        authorization.AddPolicy(RouteSecurity.Customer, policy => policy.RequireClaim(LinkHandler.OrderClaim));
        authorization.AddPolicy(RouteSecurity.Operators, policy => policy.RequireAssertion(context =>
            context.Resource is HttpContext http && http.RequestServices.GetRequiredService<ManagementPort>().MayLookInside(http)));
        // A route that names no policy is closed. Where there is no route, 404 tells nobody anything; what is no route but an answer
        // of the routing, such as 415, is for callers.
        authorization.SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(context => context.Resource is HttpContext http
            && http.GetEndpoint() is var endpoint && endpoint is not RouteEndpoint && (endpoint is null || http.User.Identity is { IsAuthenticated: true })).Build());
    }

    private static string Select(HttpContext context)
    {
        if (CustomerRoute.IsOf(context))
            return Schemes.Link;
        if (context.Request.Headers.ContainsKey(ApiKeys.Header))
            return Schemes.ApiKey;
        if (context.Request.HasBearer())
        {
            var oidc = context.RequestServices.GetRequiredService<IOptions<SecurityOptions>>().Value.Oidc;
            return oidc.TakesTokens ? Schemes.Bearer : Schemes.ApiKey; // which finds nobody
        }

        // Where browsers sign in by a page, a password is a proxy's; elsewhere it is a key.
        return context.RequestServices.GetRequiredService<LocalTrial>().IsOn
            ? Schemes.Developer
            : context.RequestServices.GetService<BrowserSignIn>()?.Scheme ?? Schemes.ApiKey;
    }

    /// <summary>Whether the request shows a name and a password, of which the password is a key. Browsers add it by themselves.</summary>
    internal static bool HasBasic(this HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith("Basic ", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the request shows a token, which no browser adds by itself.</summary>
    internal static bool HasBearer(this HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);
}

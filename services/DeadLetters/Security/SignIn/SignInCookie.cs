using Microservices.DeadLetters.Security.Keys;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Microservices.DeadLetters.Security.SignIn;

/// <summary>Keeps a browser signed in.</summary>
internal static class SignInCookie
{
    public const string Name = "dead-letters";

    /// <summary>Adds the cookie, and the answers to who is not signed in or not allowed.</summary>
    public static void AddSignInCookie(this AuthenticationBuilder authentication)
    {
        authentication.AddCookie(Schemes.Cookie, _ => { });
        authentication.Services.AddOptions<CookieAuthenticationOptions>(Schemes.Cookie)
            .Configure<IOptions<SecurityOptions>>((cookie, security) =>
            {
                cookie.Cookie.Name = Name;
                cookie.Cookie.HttpOnly = true;
                // Lax, for links in alerts; requests of other sites that change something come without it.
                cookie.Cookie.SameSite = SameSiteMode.Lax;
                cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                cookie.ExpireTimeSpan = security.Value.SignInLifetime;
                cookie.SlidingExpiration = false;
                cookie.LoginPath = SignInEndpoints.Path;
                cookie.ReturnUrlParameter = SignInEndpoints.ReturnUrl;
                cookie.Events = new CookieAuthenticationEvents
                {
                    OnRedirectToLogin = ChallengeAsync,
                    OnRedirectToAccessDenied = ForbidAsync,
                    OnValidatePrincipal = ValidateAsync,
                };
            });
    }

    private static Task ChallengeAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (IsPage(context.HttpContext))
        {
            context.Response.Redirect(context.RedirectUri);
            return Task.CompletedTask;
        }

        context.Response.Headers.WWWAuthenticate = context.HttpContext.HasProvider() ? "Bearer" : "ApiKey";
        return WriteAsync(context.HttpContext, StatusCodes.Status401Unauthorized, "Who asks?",
            context.HttpContext.HasProvider()
                ? $"Give a key in the header {ApiKeys.Header}, or a token in Authorization: Bearer. What was given is not valid here."
                : $"Give a key in the header {ApiKeys.Header}. What was given is not valid here.");
    }

    private static Task ForbidAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return IsPage(context.HttpContext)
            ? Results.Content(SignInPage.Denied(context.HttpContext.User.NameOf()), "text/html; charset=utf-8",
                statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context.HttpContext)
            : WriteAsync(context.HttpContext, StatusCodes.Status403Forbidden, "Not allowed.",
                $"This takes the role {Access.Reader}.");
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var keys = context.HttpContext.RequestServices.GetRequiredService<ApiKeys>();
        if (context.Principal is not null && keys.IsStillValid(context.Principal))
            return;

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Schemes.Cookie);
    }

    private static bool IsPage(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<SecuredEndpoint>() is { IsApi: false };

    private static async Task WriteAsync(HttpContext context, int status, string title, string detail)
    {
        context.Response.StatusCode = status;
        await context.RequestServices.GetRequiredService<IProblemDetailsService>().WriteAsync(new ProblemDetailsContext
        {
            HttpContext = context,
            ProblemDetails = new ProblemDetails { Status = status, Title = title, Detail = detail },
        });
    }
}

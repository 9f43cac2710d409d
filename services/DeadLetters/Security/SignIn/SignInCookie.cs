using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Microservices.DeadLetters.Security.SignIn;

/// <summary>Keeps a browser signed in.</summary>
internal static class SignInCookie
{
    public const string Name = "dead-letters";

    /// <summary>Adds the cookie, and the answer to who is signed in and not allowed.</summary>
    public static void AddSignInCookie(this AuthenticationBuilder authentication)
    {
        authentication.AddCookie(ConsoleSecurity.Cookie, _ => { });
        authentication.Services.AddOptions<CookieAuthenticationOptions>(ConsoleSecurity.Cookie)
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
                    OnSigningIn = BeginAsync,
                    OnRedirectToAccessDenied = ForbidAsync,
                    OnValidatePrincipal = ValidateAsync,
                };
            });
    }

    private static Task ForbidAsync(RedirectContext<CookieAuthenticationOptions> context) =>
        Results.Content(SignInPage.Denied(context.HttpContext.User.NameOf()), "text/html; charset=utf-8",
            statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context.HttpContext);

    private static async Task BeginAsync(CookieSigningInContext context)
    {
        var services = context.HttpContext.RequestServices;
        var user = context.Principal!; // who signs in
        services.GetRequiredService<SignInSession>().Begin(user);
        // A proxy that ends TLS and is not trusted says so all the same: to believe it can only make the cookie safer.
        context.CookieOptions.Secure |= context.HttpContext.Request.Headers["X-Forwarded-Proto"].ToString()
            .StartsWith(Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase);
        await services.GetRequiredService<SignInAudit>().SignedInAsync(user, context.HttpContext.RequestAborted);
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var session = context.HttpContext.RequestServices.GetRequiredService<SignInSession>();
        if (context.Principal is not null && session.Lasts(context.Principal))
            return;

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(ConsoleSecurity.Cookie);
    }
}

using Microservices.ServiceDefaults.Security.Keys;
using Microservices.ServiceDefaults.Security.Limits;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;

namespace Microservices.DeadLetters.Security.SignIn;

/// <summary>The routes of signing in and out, and <c>/api/me</c>.</summary>
internal static class SignInEndpoints
{
    public const string Path = "/sign-in";
    public const string ReturnUrl = "returnUrl";
    private const int LongestForm = 8 * 1024;

    /// <summary>Maps the pages; who opens them is not known yet.</summary>
    internal static void MapSignInEndpoints(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("").OpenToAll().AsPage(ConsoleSecurity.PagePolicy).ExcludeFromDescription();
        pages.MapGet(Path, Ask);
        pages.MapPost(Path, SignInAsync).WithMetadata(new SignInRoute(), new RequestSizeLimitAttribute(LongestForm)).DisableAntiforgery();
        pages.MapGet($"{Path}/oidc", Challenge).WithMetadata(new SignInRoute());
        pages.MapPost("/sign-out", (Delegate)SignOutAsync).WithMetadata(new SignInRoute(IsLimited: false)).DisableAntiforgery();
    }

    /// <summary>Maps the route that tells callers who they are.</summary>
    internal static void MapMe(this IEndpointRouteBuilder app) => app.MapGet("/api/me", Me).RequireCaller().WithTags("Me").WithName("Me")
        .WithSummary("Who the caller is: name, scopes, and the queues that they are limited to.");

    private static IResult Ask(HttpContext context, ApiKeys keys, LocalTrial trial,
        [FromQuery] string? returnUrl = null, [FromQuery] string? failed = null)
    {
        if (trial.IsOn)
            return Results.LocalRedirect(Local(returnUrl));
        if (!keys.Any && failed is null)
            return Challenge(context, returnUrl);

        return Page(context, keys, returnUrl, failed is null ? null : "The sign-in with your account did not work.",
            StatusCodes.Status200OK);
    }

    // CrossSiteGuard has seen that the form is ours.
    private static async Task<IResult> SignInAsync(
        HttpContext context, ApiKeys keys, SignInAudit audit, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        if (!context.Request.HasFormContentType)
            return Results.BadRequest();

        var form = await context.Request.ReadFormAsync(cancellationToken);
        var returnUrl = form[ReturnUrl].ToString();
        if (keys.Find(form["key"].ToString().Trim(), out var reason) is not { } holder)
        {
            loggers.CreateLogger(typeof(SignInEndpoints)).SignInRefused(context.Connection.RemoteIpAddress, reason);
            await audit.RefusedAsync(context.Connection.RemoteIpAddress, cancellationToken);
            return Page(context, keys, returnUrl, "This is no key of this service.", StatusCodes.Status401Unauthorized);
        }

        await context.SignInAsync(ConsoleSecurity.Cookie, holder);
        return Results.LocalRedirect(Local(returnUrl));
    }

    private static IResult Challenge(HttpContext context, [FromQuery] string? returnUrl = null) => context.HasProvider()
        ? Results.Challenge(new AuthenticationProperties { RedirectUri = Local(returnUrl) }, [ConsoleSecurity.Oidc])
        : Results.LocalRedirect(Path);

    private static async Task<IResult> SignOutAsync(HttpContext context)
    {
        await context.SignOutAsync(ConsoleSecurity.Cookie);
        return Results.LocalRedirect(Path);
    }

    private static Caller Me(ClaimsPrincipal user) => new(user.NameOf(),
        [.. user.FindAll(Callers.ScopeClaim).Select(claim => claim.Value)], [.. user.QueuesOf()]);

    private static IResult Page(HttpContext context, ApiKeys keys, string? returnUrl, string? failure, int status) =>
        Results.Content(SignInPage.Ask(Local(returnUrl), keys.Any, context.HasProvider(), failure),
            "text/html; charset=utf-8", statusCode: status);

    // A link that leads to another site through our sign-in would be believed.
    private static string Local(string? url) =>
        url is ['/', ..] and not ['/', '/' or '\\', ..] && !url.Any(char.IsControl) ? url : "/";
}

/// <summary>Who asks.</summary>
/// <param name="Name">The name that the audit shows.</param>
/// <param name="Scopes">The rights that they have.</param>
/// <param name="Queues">Patterns of the queues that they are limited to; * is all.</param>
public sealed record Caller(string Name, IReadOnlyList<string> Scopes, IReadOnlyList<string> Queues);

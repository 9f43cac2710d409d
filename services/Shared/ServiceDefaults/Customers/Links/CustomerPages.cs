using System.Security.Claims;
using Microservices.ServiceDefaults.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Microservices.ServiceDefaults.Customers.Links;

/// <summary>Routes that customers open by their link.</summary>
public static class CustomerPages
{
    // No script at all; the styles are in the page.
    private const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Opens a route to callers who bring the link of an order, and to nobody else.</summary>
    /// <typeparam name="TBuilder">A route or a group.</typeparam>
    /// <param name="routes">The routes.</param>
    public static TBuilder RequireCustomerLink<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.RequireAuthorization(RouteSecurity.Customer)
        .WithMetadata(new CustomerRoute()).AsPage(ContentSecurityPolicy).ExcludeFromDescription();

    /// <summary>The order that the caller's link is of.</summary>
    /// <param name="user">The caller of a route that takes a link.</param>
    /// <exception cref="InvalidOperationException">The caller brought no link.</exception>
    public static Guid OrderOfLink(this ClaimsPrincipal user) =>
        Guid.Parse(user.FindFirstValue(LinkHandler.OrderClaim) ?? throw new InvalidOperationException("The caller brought no link."));

    /// <summary>Answers with a page of one paragraph in the reader's language.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">The status.</param>
    /// <param name="notice">Chooses the paragraph.</param>
    public static Task WriteNoticeAsync(this HttpContext context, int status, Func<CustomerWords, CustomerWords.Notice> notice)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(notice);

        var words = WordsFor(context.Request);
        var (title, text) = notice(words);
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync($$"""
            <!DOCTYPE html>
            <html lang="{{words.Language}}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{{title}}</title>
            <style>:root { color-scheme: light dark } body { font: 16px/1.5 system-ui, sans-serif; max-width: 34em; margin: 15vh auto; padding: 0 1.5em }</style>
            </head>
            <body><h1>{{title}}</h1><p>{{text}}</p></body>
            </html>

            """, context.RequestAborted);
    }

    // Without a valid link the customer's language is unknown.
    private static CustomerWords WordsFor(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .OrderByDescending(language => language.Quality ?? 1)
        .Select(language => CustomerLanguages.Find(language.Value.ToString()))
        .FirstOrDefault(words => words is not null) ?? CustomerLanguages.English;
}

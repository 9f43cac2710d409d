using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Microservices.ServiceDefaults.Hosting;

/// <summary>
/// Sees to it that every route gets sound text. The target of a request is decoded once, from what was sent: the framework
/// leaves <c>%2F</c> in a path as it is, so that <c>MUG%2FRED</c> and <c>MUG%252FRED</c> would be one key. What is no text
/// is answered with 400 and the name of the parameter, before a database refuses it.
/// </summary>
public static class RequestText
{
    // Stand for a slash within a segment, and before a segment that is no text, while routes are matched. Neither is a character,
    // so that no text has them.
    private const char Slash = '\uFFFF';
    private const char NoText = '\uFFFE';

    /// <summary>Adds it, with the matching of routes between its parts. Call it before any middleware that reads route values.</summary>
    /// <param name="app">The service.</param>
    public static void UseRequestText(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);

        app.Use(BeforeRouting);
        app.UseRouting();
        app.Use(AfterRouting);
    }

    private static Task BeforeRouting(HttpContext context, RequestDelegate next)
    {
        var target = WithoutHost(context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "");
        if (FindWrongParameter(context.Request.QueryString.Value) is { } parameter)
            return RefuseAsync(context, parameter, PercentText.Rule);
        if (!target.StartsWith('/') || target.AsSpan(0, PathLength(target)) is var path && !path.Contains('%'))
            return next(context);

        var segments = path.ToString().Split('/').Select(segment => PercentText.Decode(segment) ?? NoText + segment).ToArray();
        if (segments.Any(segment => segment is "." or ".."))
            return RefuseAsync(context, "path", "must not have a part of dots alone");

        context.Items[typeof(RequestText)] = context.Request.Path;
        context.Request.Path = new PathString(string.Join('/', segments.Select(segment => segment.Replace('/', Slash))));
        return next(context);
    }

    private static Task AfterRouting(HttpContext context, RequestDelegate next)
    {
        if (context.Items[typeof(RequestText)] is not PathString path)
            return next(context);

        var keys = context.Request.RouteValues;
        if (context.Request.Path.Value!.Contains(NoText, StringComparison.Ordinal)) // set above
            return RefuseAsync(context, keys.FirstOrDefault(key => Has(key.Value, NoText)).Key ?? "path", PercentText.Rule);

        foreach (var (name, value) in keys.Where(key => Has(key.Value, Slash)).ToList())
            keys[name] = ((string)value!).Replace(Slash, '/'); // has a character
        context.Request.Path = path;
        return next(context);
    }

    private static string? FindWrongParameter(string? query)
    {
        if (query?.Contains('%', StringComparison.Ordinal) is not true)
            return null;

        foreach (var pair in query[1..].Split('&'))
        {
            var (name, value) = pair.IndexOf('=', StringComparison.Ordinal) is var end and >= 0 ? (pair[..end], pair[(end + 1)..]) : (pair, "");
            var decoded = PercentText.Decode(name);
            if (decoded is null || PercentText.Decode(value) is null)
                return decoded ?? name;
        }

        return null;
    }

    private static Task RefuseAsync(HttpContext context, string parameter, string rule) => Results.ValidationProblem(
        new Dictionary<string, string[]> { [parameter] = [rule] }, $"{parameter} {rule}.",
        title: "The request has invalid parameters.").ExecuteAsync(context);

    // A client that thinks it talks to a proxy sends http://host/path (RFC 9112 §3.2.2).
    private static string WithoutHost(string target)
    {
        var host = target.StartsWith('/') ? -1 : target.IndexOf("://", StringComparison.Ordinal);
        var path = host < 0 ? -1 : target.AsSpan(host + 3).IndexOfAny('/', '?');
        return path < 0 ? target : target[(host + 3 + path)..];
    }

    private static int PathLength(string target) =>
        target.IndexOf('?', StringComparison.Ordinal) is var query and >= 0 ? query : target.Length;

    private static bool Has(object? value, char character) => value is string text && text.Contains(character, StringComparison.Ordinal);
}

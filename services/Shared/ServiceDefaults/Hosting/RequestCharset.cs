using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Microservices.ServiceDefaults.Hosting;

/// <summary>
/// Sees to it that a request names an encoding that its reader knows. The framework throws while it reads a body of another one,
/// or of one in quotes, which RFC 9110 allows: the answer would be 500.
/// </summary>
internal static class RequestCharset
{
    internal static void UseRequestCharset(this IApplicationBuilder app) => app.Use(Check);

    private static Task Check(HttpContext context, RequestDelegate next)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || !type.Charset.HasValue)
            return next(context);

        var charset = HeaderUtilities.RemoveQuotes(type.Charset).ToString();
        if (!IsKnown(charset))
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return Task.CompletedTask;
        }

        type.Charset = charset;
        context.Request.ContentType = type.ToString();
        return next(context);
    }

    private static bool IsKnown(string charset)
    {
        try
        {
            return Encoding.GetEncoding(charset) is not null;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return false; // .NET has no encoding of this name, or no longer: it gave up UTF-7
        }
    }
}

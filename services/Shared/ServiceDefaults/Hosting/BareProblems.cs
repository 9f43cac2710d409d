using Microsoft.AspNetCore.Http;

namespace Microservices.ServiceDefaults.Hosting;

/// <summary>Says what is wrong where the framework answers with a status alone.</summary>
internal static class BareProblems
{
    private const int LongestShown = 100;

    public static void Explain(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        if (problem.Status == StatusCodes.Status415UnsupportedMediaType)
            problem.Detail ??= $"The content type is '{Shorten(context.HttpContext.Request.ContentType)}', and this route does not take it. "
                + "A body of JSON needs application/json, in UTF-8.";
        problem.Detail ??= RequestLimits.Explain(context.HttpContext, problem.Status);
    }

    private static string Shorten(string? text) => text is { Length: > LongestShown } ? text[..LongestShown] + "…" : text ?? "";
}

using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Microservices.ServiceDefaults.Hosting;

/// <summary>Answers a request that could not be read with the field and the reason.</summary>
internal sealed partial class BadRequestExceptionHandler(IProblemDetailsService problemDetails) : IExceptionHandler
{
    private static readonly string[] Required = ["The field is required."];

    public ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException badRequest)
            return ValueTask.FromResult(false);

        httpContext.Response.StatusCode = badRequest.StatusCode;
        return problemDetails.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            Exception = exception,
            ProblemDetails = Describe(badRequest)
        });
    }

    private static ProblemDetails Describe(BadHttpRequestException exception)
    {
        if (exception.InnerException is not JsonException json)
            return DescribeParameter(exception);

        var errors = FindMissing(json).ToDictionary(field => field, _ => Required);
        if (errors.Count == 0)
            errors[FieldOf(json)] = [ReasonOf(json)];
        return new HttpValidationProblemDetails(errors)
        {
            Status = exception.StatusCode,
            Title = "The request body could not be read.",
            Detail = string.Join(" ", errors.Select(error => $"{error.Key}: {error.Value[0]}"))
        };
    }

    private static ProblemDetails DescribeParameter(BadHttpRequestException exception) =>
        UnboundParameter.Find(exception.Message) is { } parameter
            ? new HttpValidationProblemDetails(new Dictionary<string, string[]>
            {
                [parameter.Name] = [parameter.Name == UnboundParameter.Body ? parameter.Sentence : parameter.Rule],
            })
            {
                Status = exception.StatusCode,
                Title = "The request could not be read.",
                Detail = parameter.Sentence,
            }
            : new ProblemDetails
            {
                Status = exception.StatusCode,
                // BareProblems knows the setting of these.
                Detail = exception.StatusCode is StatusCodes.Status408RequestTimeout or StatusCodes.Status413PayloadTooLarge ? null : exception.Message,
            };

    // "… was missing required properties including: 'customer', 'lines'."
    private static IEnumerable<string> FindMissing(JsonException exception)
    {
        var start = exception.Message.IndexOf("missing required properties", StringComparison.Ordinal);
        if (start < 0)
            return [];

        var parent = FieldOf(exception);
        return QuotedName().Matches(exception.Message[start..])
            .Select(match => parent == "$" ? match.Groups[1].Value : $"{parent}.{match.Groups[1].Value}");
    }

    private static string FieldOf(JsonException exception)
    {
        var path = exception.Path;
        return string.IsNullOrEmpty(path) || path == "$" ? "$" : path.TrimStart('$').TrimStart('.');
    }

    private static string ReasonOf(JsonException exception)
    {
        var position = exception.LineNumber is { } line ? $" (line {line + 1}, byte {exception.BytePositionInLine + 1})" : "";
        return exception.InnerException is null
            ? $"The value has the wrong type or form{position}."
            : $"{FirstSentence(exception.InnerException.Message)}{position}.";
    }

    // The rest of the reader's message repeats the position.
    private static string FirstSentence(string message) => message.Split(". ", 2)[0].TrimEnd('.');

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex QuotedName();
}

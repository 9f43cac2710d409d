using System.Globalization;
using Microservices.Orders.Import;
using Microservices.Orders.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Microservices.Orders.Endpoints;

/// <summary>Answers to what cannot be done, as Problem Details (RFC 9457).</summary>
internal static class Problems
{
    // The whole order, where no one field is wrong: JSONPath's name for the root.
    private const string Root = "$";

    internal static ValidationProblem Invalid(ViolationList violations)
    {
        var errors = violations.Items
            .GroupBy(item => item.Path.Length == 0 ? Root : item.Path)
            .ToDictionary(group => group.Key, group => group.Select(Describe).ToArray());
        var extensions = new Dictionary<string, object?>
        {
            ["violations"] = violations.Items.Select(item => new { item.Path, item.Code, item.Message, item.Value }),
        };
        if (violations.Omitted > 0)
            extensions["violationsOmitted"] = violations.Omitted;

        return TypedResults.ValidationProblem(errors, title: "The order is invalid.", extensions: extensions);
    }

    internal static ValidationProblem Invalid(Dictionary<string, string[]> errors) =>
        TypedResults.ValidationProblem(errors, title: "The request has invalid parameters.");

    internal static ProblemHttpResult NotFound(string id) => TypedResults.Problem(
        statusCode: StatusCodes.Status404NotFound, title: "There is no such order.",
        detail: $"No order has the id '{Shorten(id)}'.");

    internal static ProblemHttpResult TooLarge(long limit, string setting) => TypedResults.Problem(
        statusCode: StatusCodes.Status413PayloadTooLarge, title: "The body is too large.",
        detail: $"The body may have at most {limit} bytes ({setting}). Nothing of it was taken.");

    /// <summary>An import that ended before its file did.</summary>
    internal static ProblemHttpResult Stopped(ImportStoppedException stopped) => TypedResults.Problem(
        statusCode: stopped.StatusCode, title: "The import stopped before the end of the file.", detail: stopped.Message,
        extensions: new Dictionary<string, object?> { ["imported"] = stopped.SoFar });

    internal static ProblemHttpResult UnsupportedMediaType(string? contentType, params string[] expected) =>
        TypedResults.Problem(
        statusCode: StatusCodes.Status415UnsupportedMediaType, title: "The content type is not understood.",
        detail: $"Expected {string.Join(" or ", expected)}, found '{Shorten(contentType)}'.");

    internal static ProblemHttpResult Conflict(int status, string title, string detail, Guid orderId,
        string orderNumber) =>
        TypedResults.Problem(statusCode: status, title: title, detail: detail,
            extensions: new Dictionary<string, object?> { ["orderId"] = orderId, ["orderNumber"] = orderNumber });

    internal static ProblemHttpResult WrongFile(string expected, string found) => TypedResults.Problem(
        statusCode: StatusCodes.Status400BadRequest,
        title: "The file is not of the expected kind; nothing was imported.",
        detail: $"Expected {expected}. Found: {found}",
        extensions: new Dictionary<string, object?> { ["expected"] = expected, ["found"] = found });

    /// <summary>More requests than can be worked on: it passes in seconds.</summary>
    internal static ProblemHttpResult Busy(HttpResponse response) => ComeBack(response, fewest: 1, most: 4,
        "The service is busy.", "More orders come in than can be accepted at once.");

    /// <summary>The broker is away for long: it passes when somebody has mended it.</summary>
    internal static ProblemHttpResult OutboxFull(HttpResponse response) => ComeBack(response, fewest: 15, most: 30,
        "The outbox is full.", "Orders are accepted again when the broker takes messages.");

    internal static string Shorten(string? text)
    {
        const int Limit = 100;
        return text is { Length: > Limit } ? text[..Limit] + "…" : text ?? "";
    }

    private static ProblemHttpResult ComeBack(HttpResponse response, int fewest, int most, string title, string detail)
    {
        // Spread, so that those who were refused together do not come back together.
        var seconds = Random.Shared.Next(fewest, most + 1).ToString(CultureInfo.InvariantCulture);
        response.Headers.RetryAfter = seconds;
        return TypedResults.Problem(statusCode: StatusCodes.Status429TooManyRequests, title: title,
            detail: $"{detail} Nothing was read; send the same again in {seconds} s.");
    }

    private static string Describe(Violation violation) =>
        violation.Value is null ? violation.Message : $"{violation.Message} (was '{violation.Value}')";
}

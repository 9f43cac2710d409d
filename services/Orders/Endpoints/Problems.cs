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

        return TypedResults.ValidationProblem(errors, title: "The order breaks rules.", extensions: extensions);
    }

    internal static ValidationProblem Invalid(Dictionary<string, string[]> errors) =>
        TypedResults.ValidationProblem(errors, title: "The request has invalid parameters.");

    internal static ProblemHttpResult NotFound(string id) => TypedResults.Problem(
        statusCode: StatusCodes.Status404NotFound, title: "There is no such order.",
        detail: $"No order has the id '{Shorten(id)}'.");

    internal static ProblemHttpResult TooLarge(long limit) => TypedResults.Problem(
        statusCode: StatusCodes.Status413PayloadTooLarge, title: "The body is too large.",
        detail: $"The body may have at most {limit} bytes.");

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

    internal static string Shorten(string? text)
    {
        const int Limit = 100;
        return text is { Length: > Limit } ? text[..Limit] + "…" : text ?? "";
    }

    private static string Describe(Violation violation) =>
        violation.Value is null ? violation.Message : $"{violation.Message} (was '{violation.Value}')";
}

using System.Net;
using System.Text.Json;

namespace Microservices.DeadLetters.Cli.Api;

/// <summary>Reads Problem Details (RFC 9457), or what a proxy sends instead.</summary>
internal static class ProblemReader
{
    /// <summary>Makes an exception of an answer that is no success.</summary>
    internal static async Task<ApiException> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        try
        {
            var problem = JsonElement.Parse(text);
            if (problem.ValueKind is JsonValueKind.Object)
                return new ApiException(response.StatusCode, Describe(problem, response.StatusCode), Column(problem));
        }
        catch (JsonException)
        {
            // Not ours: the status has to do.
        }

        return new ApiException(response.StatusCode, Default(response.StatusCode));
    }

    private static string Describe(JsonElement problem, HttpStatusCode status)
    {
        var lines = new List<string>();
        foreach (var name in (string[])["title", "detail"])
        {
            if (problem.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String)
                lines.Add(value.GetString()!); // a string, so not null
        }

        if (problem.TryGetProperty("errors", out var errors) && errors.ValueKind is JsonValueKind.Object)
            lines.AddRange(errors.EnumerateObject().Select(error => $"{error.Name}: {Join(error.Value)}"));

        return lines.Count == 0 ? Default(status) : string.Join(' ', lines);
    }

    private static string Join(JsonElement messages) => messages.ValueKind is JsonValueKind.Array
        ? string.Join(' ', messages.EnumerateArray().Select(message => message.ToString()))
        : messages.ToString();

    private static int? Column(JsonElement problem) =>
        problem.TryGetProperty("column", out var column) && column.ValueKind is JsonValueKind.Number
            && column.TryGetInt32(out var value) ? value : null;

    private static string Default(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => "The service wants to know who asks.",
        HttpStatusCode.Forbidden => "The service does not allow it.",
        HttpStatusCode.NotFound => "There is no such thing.",
        _ => $"The service answered {(int)status} {status}.",
    };
}

using System.Text.Json.Nodes;

namespace Microservices.DeadLetters.Ingest.Parsing;

/// <summary>
/// Reads MassTransit's <c>Fault&lt;T&gt;</c>: in the error queue, only the innermost exception is told, here the whole chain.
/// The message inside is left where it is; so are the exceptions' data, which may hold anything.
/// </summary>
internal static class FaultReader
{
    private const int DeepestException = 32;

    /// <summary>Reads a fault.</summary>
    /// <param name="body">The envelope.</param>
    /// <param name="now">The time, in UTC.</param>
    /// <returns>The fault; null when it is none, or does not say which message failed where.</returns>
    public static IncomingFault? Read(ReadOnlyMemory<byte> body, DateTime now)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            var fault = root.GetProperty("message");
            var queue = Uri.TryCreate(root.GetProperty("sourceAddress").GetString(), UriKind.Absolute, out var address)
                ? Uri.UnescapeDataString(address.AbsolutePath.Split('/')[^1])
                : null;
            var messageKey = SafeText.Fit(fault.GetProperty("faultedMessageId").GetString(), ColumnLengths.ShortString);
            var exceptions = new JsonArray([.. fault.GetProperty("exceptions").EnumerateArray().SelectMany(Chain)]);
            return string.IsNullOrEmpty(queue) || messageKey is null || exceptions.Count == 0
                || HeaderValues.Time(fault.GetProperty("timestamp").GetString(), now) is not { } failedAt
                    ? null
                    : new IncomingFault(queue, messageKey, failedAt, exceptions.ToJsonString());
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null; // whoever published that, it is no fault of MassTransit's
        }
    }

    private static IEnumerable<JsonNode> Chain(JsonElement exception)
    {
        for (var depth = 0; depth < DeepestException && exception.ValueKind is JsonValueKind.Object; depth++)
        {
            yield return new JsonObject
            {
                ["type"] = Text(exception, "exceptionType", ColumnLengths.TypeName),
                ["message"] = Text(exception, "message", ColumnLengths.ExceptionMessage),
                ["stackTrace"] = Text(exception, "stackTrace", int.MaxValue),
            };
            exception = exception.TryGetProperty("innerException", out var inner) ? inner : default;
        }
    }

    private static string? Text(JsonElement parent, string name, int length) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String
            ? SafeText.Fit(value.GetString(), length)
            : null;
}

/// <summary>The facts about a failure that only <c>Fault&lt;T&gt;</c> has.</summary>
/// <param name="Queue">The consumer's own queue.</param>
/// <param name="MessageKey">The message that failed.</param>
/// <param name="FailedAt">When, in UTC.</param>
/// <param name="Exceptions">The chain of exceptions, the outermost first, as JSON: type, message, stack trace.</param>
internal sealed record IncomingFault(string Queue, string MessageKey, DateTime FailedAt, string Exceptions);

using System.Text.Json.Nodes;

namespace Microservices.DeadLetters.Replay.Editing;

/// <summary>Checks an edited body against the original and the contract.</summary>
internal static class EditChecker
{
    private const string Envelope = "application/vnd.masstransit+json";
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    // Who the message is and which inbox knows it: changed, it would be another message.
    private static readonly string[] Identity = ["messageId", "messageType"];

    /// <summary>Checks.</summary>
    /// <param name="original">The body as it failed.</param>
    /// <param name="edited">The body as edited.</param>
    /// <param name="contentType">The content type of both.</param>
    /// <param name="messageType">What the dead letter says that it is; an envelope says so itself.</param>
    /// <returns>The differences and what is wrong.</returns>
    public static EditReview Check(ReadOnlyMemory<byte> original, string edited, string? contentType, string? messageType)
    {
        var before = Parse(original);
        JsonNode? after;
        try
        {
            after = JsonNode.Parse(edited, documentOptions: Strict);
        }
        catch (JsonException exception)
        {
            return Refused($"JSON; line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1} is not");
        }

        if (after is not JsonObject message)
            return Refused("a JSON object");

        var isEnvelope = contentType?.StartsWith(Envelope, StringComparison.OrdinalIgnoreCase) is true;
        var changes = JsonDiff.Compare(before, after);
        List<JsonProblem> problems = [];
        if (changes.Count == 0)
            problems.Add(new JsonProblem("", "a change: the body is the original"));
        if (isEnvelope)
            problems.AddRange(CheckIdentity(before as JsonObject, message));

        using var document = JsonDocument.Parse(message.ToJsonString());
        var payload = document.RootElement;
        if (isEnvelope && !payload.TryGetProperty("message", out payload))
            return new EditReview(changes, [.. problems, new JsonProblem("/message", "a value: it is the message")], null);

        var path = isEnvelope ? "/message" : "";
        var isKnown = ContractSchemas.TryFind(TypesOf(message, isEnvelope, messageType), out var urn, out var schema);
        if (isKnown)
            problems.AddRange(JsonSchemaCheck.Check(schema, payload, path));
        return new EditReview(changes, problems, isKnown ? urn : null);
    }

    private static EditReview Refused(string expected) => new([], [new JsonProblem("", expected)], null);

    private static JsonNode? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonNode.Parse(body.Span);
        }
        catch (JsonException)
        {
            // An operator may have to repair a body that never was JSON: then all of it is new.
            return null;
        }
    }

    private static IEnumerable<JsonProblem> CheckIdentity(JsonObject? before, JsonObject after) => before is null
        ? []
        : Identity.Where(name => !JsonNode.DeepEquals(before[name], after[name]))
            .Select(name => new JsonProblem($"/{name}", $"the original's value, {before[name]?.ToJsonString() ?? "none"}"));

    private static IEnumerable<string> TypesOf(JsonObject message, bool isEnvelope, string? messageType)
    {
        if (isEnvelope && message["messageType"] is JsonArray types)
        {
            return types.OfType<JsonValue>().Where(type => type.GetValueKind() == JsonValueKind.String)
                .Select(type => type.GetValue<string>());
        }

        return messageType is null ? [] : [messageType];
    }
}

/// <summary>The changes of an edit, and the objections to it.</summary>
/// <param name="Changes">The differences to the original.</param>
/// <param name="Problems">Why it cannot be replayed; empty when it can.</param>
/// <param name="Schema">The contract that the message was checked against; null when there is none for it.</param>
/// <param name="MessageIdKept">Always: the consumer's inbox absorbs the edited message if it took the original.</param>
public sealed record EditReview(
    IReadOnlyList<JsonChange> Changes, IReadOnlyList<JsonProblem> Problems, string? Schema, bool MessageIdKept = true);

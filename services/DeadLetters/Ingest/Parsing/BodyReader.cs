namespace Microservices.DeadLetters.Ingest.Parsing;

/// <summary>Looks for the message in a body: an envelope of MassTransit's, or JSON.</summary>
internal static class BodyReader
{
    /// <summary>Larger ones are kept as bytes only: an index over them helps nobody, and JSON of that size is no message.</summary>
    internal const int LargestJson = 4 * 1024 * 1024;

    private const string Urn = "urn:message:";

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    /// <summary>Reads a body.</summary>
    public static BodyContent Read(ReadOnlyMemory<byte> body)
    {
        if (body.Length is 0 or > LargestJson || !LooksLikeJson(body.Span))
            return BodyContent.None;

        try
        {
            using var document = JsonDocument.Parse(body, Options);
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            return BodyContent.None; // bytes like any others
        }
        catch (InvalidOperationException)
        {
            return BodyContent.None; // half of a surrogate pair in a name, which cannot be read as text
        }
    }

    private static BodyContent Read(JsonElement root)
    {
        if (root.ValueKind is not JsonValueKind.Object)
            return BodyContent.None;
        if (!root.TryGetProperty("message", out var message) || !root.TryGetProperty("messageType", out var types))
            return new BodyContent { Message = StoredJson.Write(root) };

        return new BodyContent
        {
            Message = message.ValueKind is JsonValueKind.Object ? StoredJson.Write(message) : null,
            MessageType = FirstType(types),
            CorrelationId = Text(root, "correlationId"),
            ConversationId = Text(root, "conversationId"),
            TraceParent = root.TryGetProperty("headers", out var headers) && headers.ValueKind is JsonValueKind.Object
                ? Text(headers, "traceparent") ?? Text(headers, "MT-Activity-Id")
                : null,
        };
    }

    private static string? FirstType(JsonElement types)
    {
        var first = types.ValueKind is JsonValueKind.Array && types.GetArrayLength() > 0 ? types[0] : types;
        if (first.ValueKind is not JsonValueKind.String)
            return null;

        var name = first.GetString()!; // a string
        return name.StartsWith(Urn, StringComparison.Ordinal) ? name[Urn.Length..] : name;
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static bool LooksLikeJson(ReadOnlySpan<byte> body)
    {
        var start = body.TrimStart(" \t\r\n"u8);
        return start.Length > 0 && start[0] == '{';
    }
}

/// <summary>The facts in a body that is JSON; all null when it is not.</summary>
internal sealed record BodyContent
{
    public static readonly BodyContent None = new();

    /// <summary>The message as JSON: that of the envelope, or the whole body.</summary>
    public string? Message { get; init; }

    /// <summary>The first name of the message on the wire, without <c>urn:message:</c>.</summary>
    public string? MessageType { get; init; }

    public string? CorrelationId { get; init; }

    public string? ConversationId { get; init; }

    public string? TraceParent { get; init; }
}

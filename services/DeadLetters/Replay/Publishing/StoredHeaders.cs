using Microservices.DeadLetters.Ingest.Parsing;
using RabbitMQ.Client;

namespace Microservices.DeadLetters.Replay.Publishing;

/// <summary>Reads headers as the ingest has stored them (JSON) into what an AMQP table takes.</summary>
internal static class StoredHeaders
{
    public static Dictionary<string, object?> Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Table(document.RootElement);
    }

    private static Dictionary<string, object?> Table(JsonElement table)
    {
        Dictionary<string, object?> values = new(StringComparer.Ordinal);
        foreach (var property in table.EnumerateObject())
            values[property.Name] = Value(property.Value);
        return values;
    }

    private static object? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when value.TryGetInt32(out var number) => number,
        JsonValueKind.Number when value.TryGetInt64(out var number) => number,
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.Array => value.EnumerateArray().Select(Value).ToList(),
        JsonValueKind.Object => Special(value) ?? Table(value),
        _ => null,
    };

    // What JSON has no words for, as the ingest has written it.
    private static object? Special(JsonElement value)
    {
        if (value.GetPropertyCount() != 1)
            return null;
        if (value.TryGetProperty(HeaderJson.Bytes, out var bytes) && bytes.ValueKind is JsonValueKind.String
            && bytes.TryGetBytesFromBase64(out var binary))
        {
            return binary;
        }

        return value.TryGetProperty(HeaderJson.Timestamp, out var time) && time.ValueKind is JsonValueKind.Number
            && time.TryGetInt64(out var seconds) ? new AmqpTimestamp(seconds) : null;
    }
}

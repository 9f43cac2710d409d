using System.Buffers;
using System.Collections;
using System.Text;
using System.Text.Encodings.Web;
using RabbitMQ.Client;

namespace Microservices.DeadLetters.Ingest.Parsing;

/// <summary>
/// Writes headers as JSON and reads them again without loss. Values whose AMQP type JSON cannot express are objects of one
/// member, such as <c>{"$int64": 7}</c> or <c>{"$bytes": "AP8B"}</c>; members whose names JSON in PostgreSQL cannot hold, or that
/// begin with the same sign, are pairs in the member <c>$names</c>.
/// </summary>
internal static class HeaderJson
{
    /// <summary>The member that holds headers of odd names.</summary>
    public const string Names = "$names";

    private const string Lost = "$unreadable";

    // Readers of JSON, ours and those of clients, stop at 64 levels, and a header may stand inside of others.
    private const int Deepest = 48;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Dictionary<Type, string> Tags = new()
    {
        [typeof(sbyte)] = "$int8",
        [typeof(byte)] = "$uint8",
        [typeof(short)] = "$int16",
        [typeof(ushort)] = "$uint16",
        [typeof(uint)] = "$uint32",
        [typeof(long)] = "$int64",
        [typeof(float)] = "$float",
        [typeof(double)] = "$double",
        [typeof(decimal)] = "$decimal",
    };

    private static readonly Dictionary<string, Func<JsonElement, object>> Readers = new(StringComparer.Ordinal)
    {
        ["$bytes"] = value => value.GetBytesFromBase64(),
        ["$binary"] = value => new BinaryTableValue(value.GetBytesFromBase64()),
        ["$timestamp"] = value => new AmqpTimestamp(value.GetInt64()),
        ["$int8"] = value => sbyte.Parse(Digits(value), CultureInfo.InvariantCulture),
        ["$uint8"] = value => byte.Parse(Digits(value), CultureInfo.InvariantCulture),
        ["$int16"] = value => short.Parse(Digits(value), CultureInfo.InvariantCulture),
        ["$uint16"] = value => ushort.Parse(Digits(value), CultureInfo.InvariantCulture),
        ["$uint32"] = value => uint.Parse(Digits(value), CultureInfo.InvariantCulture),
        ["$int64"] = value => long.Parse(Digits(value), CultureInfo.InvariantCulture),
        ["$float"] = value => float.Parse(Digits(value), CultureInfo.InvariantCulture),
        ["$double"] = value => double.Parse(Digits(value), CultureInfo.InvariantCulture),
        ["$decimal"] = value => decimal.Parse(Digits(value), CultureInfo.InvariantCulture),
    };

    /// <summary>Writes the headers, sorted by name.</summary>
    /// <exception cref="FormatException">They nest too deep.</exception>
    public static string Write(IEnumerable<KeyValuePair<string, object?>> headers)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
            WriteTable(writer, headers);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Stands for headers that could not be kept.</summary>
    public static string Unreadable(string? reason) => JsonSerializer.Serialize(new Dictionary<string, string?> { [Lost] = reason });

    /// <summary>Reads headers as they were written.</summary>
    /// <exception cref="FormatException">They could not be kept when they came, or are none of <see cref="Write"/>'s.</exception>
    /// <exception cref="JsonException">They are no JSON.</exception>
    public static Dictionary<string, object?> Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty(Lost, out var reason)
            ? throw new FormatException(reason.ToString())
            : ReadTable(document.RootElement);
    }

    /// <summary>A value as it is shown, without the type of a number.</summary>
    public static JsonElement Show(JsonElement value) =>
        Single(value) is { } member && (Tags.ContainsValue(member.Name) || member.Name == "$timestamp") ? member.Value : value;

    private static void WriteTable(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, object?>> table)
    {
        if (writer.CurrentDepth >= Deepest)
            throw new FormatException($"they nest more than {Deepest} deep");

        var members = table.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToLookup(pair => IsPlain(pair.Key));
        writer.WriteStartObject();
        foreach (var (name, value) in members[true])
        {
            writer.WritePropertyName(name);
            WriteValue(writer, value);
        }

        if (members[false].Any())
        {
            writer.WriteStartArray(Names);
            foreach (var (name, value) in members[false])
            {
                writer.WriteStartArray();
                WriteBytes(writer, Encoding.UTF8.GetBytes(name));
                WriteValue(writer, value);
                writer.WriteEndArray();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case byte[] bytes:
                WriteBytes(writer, bytes);
                break;
            case string text:
                WriteBytes(writer, Encoding.UTF8.GetBytes(text));
                break;
            case BinaryTableValue binary:
                WriteMember(writer, "$binary", Convert.ToBase64String(binary.Bytes));
                break;
            case AmqpTimestamp timestamp:
                writer.WriteStartObject();
                writer.WriteNumber("$timestamp", timestamp.UnixTime);
                writer.WriteEndObject();
                break;
            case int number:
                writer.WriteNumberValue(number);
                break;
            case long number and (> int.MaxValue or < int.MinValue):
                writer.WriteNumberValue(number);
                break;
            case IFormattable number when Tags.TryGetValue(value.GetType(), out var tag):
                WriteMember(writer, tag, number.ToString(null, CultureInfo.InvariantCulture));
                break;
            case IDictionary<string, object?> table:
                WriteTable(writer, table);
                break;
            case IList list:
                if (writer.CurrentDepth >= Deepest)
                    throw new FormatException($"they nest more than {Deepest} deep");

                writer.WriteStartArray();
                foreach (var item in list)
                    WriteValue(writer, item);
                writer.WriteEndArray();
                break;
            default:
                writer.WriteStringValue(SafeText.Clean(HeaderValues.Text(value) ?? ""));
                break;
        }
    }

    private static void WriteBytes(Utf8JsonWriter writer, byte[] bytes)
    {
        if (SafeText.TryRead(bytes, out var text))
            writer.WriteStringValue(text);
        else
            WriteMember(writer, "$bytes", Convert.ToBase64String(bytes));
    }

    private static void WriteMember(Utf8JsonWriter writer, string name, string value)
    {
        writer.WriteStartObject();
        writer.WriteString(name, value);
        writer.WriteEndObject();
    }

    private static bool IsPlain(string name) => !name.StartsWith('$') && !name.Contains('\0', StringComparison.Ordinal);

    private static Dictionary<string, object?> ReadTable(JsonElement table)
    {
        Dictionary<string, object?> values = new(StringComparer.Ordinal);
        foreach (var property in table.EnumerateObject().Where(property => property.Name != Names))
            values[property.Name] = ReadValue(property.Value);
        if (table.TryGetProperty(Names, out var pairs))
        {
            foreach (var pair in pairs.EnumerateArray())
                values[HeaderValues.Text(ReadValue(pair[0])) ?? ""] = ReadValue(pair[1]);
        }

        return values;
    }

    private static object? ReadValue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when value.TryGetInt32(out var number) => number,
        JsonValueKind.Number when value.TryGetInt64(out var number) => number,
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.Array => value.EnumerateArray().Select(ReadValue).ToList(),
        JsonValueKind.Object => Single(value) is { } member && Readers.TryGetValue(member.Name, out var read)
            ? read(member.Value)
            : ReadTable(value),
        _ => null,
    };

    private static JsonProperty? Single(JsonElement value) =>
        value.ValueKind is JsonValueKind.Object && value.GetPropertyCount() == 1 ? value.EnumerateObject().First() : null;

    // As text, in which a double keeps its sign and a decimal its scale; as a number in what was imported.
    private static string Digits(JsonElement value) => value.ToString();
}

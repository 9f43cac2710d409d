using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

namespace Microservices.DeadLetters.Ingest.Parsing;

/// <summary>Writes JSON as PostgreSQL's <c>jsonb</c> takes it: no NUL, no half characters, no numbers beyond its range.</summary>
internal static class StoredJson
{
    private const int LongestNumber = 400;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes an element; what cannot be stored is replaced, all else has its original value.</summary>
    public static string Write(JsonElement element)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
            Write(writer, element);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in element.EnumerateObject())
                {
                    writer.WritePropertyName(SafeText.Clean(property.Name));
                    Write(writer, property.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                WriteText(writer, element);
                break;
            case JsonValueKind.Number:
                WriteNumber(writer, element.GetRawText());
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    private static void WriteText(Utf8JsonWriter writer, JsonElement element)
    {
        try
        {
            writer.WriteStringValue(SafeText.Clean(element.GetString()!)); // a string
        }
        catch (InvalidOperationException)
        {
            // An escape of half a surrogate pair: JSON allows it, text does not. The raw escape tells what was there.
            writer.WriteStringValue(element.GetRawText());
        }
    }

    // numeric ends at 131,072 digits, and an exponent takes only a few characters to go beyond.
    private static void WriteNumber(Utf8JsonWriter writer, string number)
    {
        if (number.Length > LongestNumber || HasLargeExponent(number))
            writer.WriteStringValue(number);
        else
            writer.WriteRawValue(number);
    }

    private static bool HasLargeExponent(string number)
    {
        var exponent = number.AsSpan(number.AsSpan().IndexOfAny('e', 'E') + 1);
        return exponent.Length != number.Length && exponent.TrimStart("+-0").Length > 3;
    }
}

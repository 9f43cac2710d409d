using System.Buffers;
using System.Collections;
using System.Text;
using System.Text.Encodings.Web;
using RabbitMQ.Client;

namespace Microservices.DeadLetters.Ingest.Parsing;

/// <summary>
/// Writes headers as JSON, without loss: what JSON has no words for becomes an object of one member, <c>$bytes</c> (base64) or
/// <c>$timestamp</c> (seconds since 1970).
/// </summary>
internal static class HeaderJson
{
    /// <summary>The member that holds bytes which are no text.</summary>
    public const string Bytes = "$bytes";

    /// <summary>The member that holds AMQP's time.</summary>
    public const string Timestamp = "$timestamp";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the headers, sorted by name.</summary>
    public static string Write(IEnumerable<KeyValuePair<string, object?>> headers)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
            WriteTable(writer, headers);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteTable(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, object?>> table)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in table.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.WritePropertyName(SafeText.Clean(name));
            WriteValue(writer, value);
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
            case BinaryTableValue binary:
                WriteMember(writer, Bytes, Convert.ToBase64String(binary.Bytes));
                break;
            case string text:
                writer.WriteStringValue(SafeText.Clean(text));
                break;
            case AmqpTimestamp timestamp:
                writer.WriteStartObject();
                writer.WriteNumber(Timestamp, timestamp.UnixTime);
                writer.WriteEndObject();
                break;
            case sbyte or byte or short or ushort or int or uint or long or ulong:
                writer.WriteRawValue(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                break;
            case float or double or decimal:
                WriteFraction(writer, (IFormattable)value);
                break;
            case IDictionary<string, object?> table:
                WriteTable(writer, table);
                break;
            case IList list:
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
            WriteMember(writer, Bytes, Convert.ToBase64String(bytes));
    }

    private static void WriteMember(Utf8JsonWriter writer, string name, string value)
    {
        writer.WriteStartObject();
        writer.WriteString(name, value);
        writer.WriteEndObject();
    }

    // JSON has no infinity, and no "not a number".
    private static void WriteFraction(Utf8JsonWriter writer, IFormattable value)
    {
        if (value is double and (double.NaN or double.PositiveInfinity or double.NegativeInfinity)
            or float and (float.NaN or float.PositiveInfinity or float.NegativeInfinity))
        {
            writer.WriteStringValue(value.ToString(null, CultureInfo.InvariantCulture));
        }
        else
        {
            writer.WriteRawValue(value.ToString(null, CultureInfo.InvariantCulture));
        }
    }
}

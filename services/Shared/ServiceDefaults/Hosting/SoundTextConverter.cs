using System.Text.Json;
using System.Text.Json.Serialization;
using Contracts.Rules;

namespace Microservices.ServiceDefaults.Hosting;

/// <summary>Reads the texts of a body of JSON, and refuses those that a database would refuse.</summary>
internal sealed class SoundTextConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? ReadSound(ref reader) : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    // Without these two, System.Text.Json writes keys only after something in the process has used its reflection: the first answer of a
    // service that names wrong fields failed.
    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ReadSound(ref reader);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value);

    private static string ReadSound(ref Utf8JsonReader reader)
    {
        var text = reader.GetString()!; // a string, or a name
        return !text.Contains('\0', StringComparison.Ordinal) && Characters.IsUnicode(text)
            ? text
            : throw new JsonException(null, new FormatException("The text must be Unicode without U+0000"));
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;
using Contracts.Rules;

namespace Microservices.ServiceDefaults.Hosting;

/// <summary>Reads the texts of a body of JSON, and refuses those that a database would refuse.</summary>
internal sealed class SoundTextConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String
            ? reader.GetString()! // a string
            : throw new JsonException();
        return !text.Contains('\0', StringComparison.Ordinal) && Characters.IsUnicode(text)
            ? text
            : throw new JsonException(null, new FormatException("The text must be Unicode without U+0000"));
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

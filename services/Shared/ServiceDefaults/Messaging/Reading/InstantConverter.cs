using System.Text.Json;
using System.Text.Json.Serialization;
using Contracts.Rules;

namespace Microservices.ServiceDefaults.Messaging.Reading;

/// <summary>Reads instants of messages by the rule that the schema's check and the HTTP doors use, and writes them as before.</summary>
internal sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    /// <summary>Adds it where it is missing: the options are those of the process.</summary>
    public static JsonSerializerOptions AddTo(JsonSerializerOptions options)
    {
        if (!options.Converters.Any(converter => converter is InstantConverter))
            options.Converters.Add(new InstantConverter());
        return options;
    }

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Instants.Read(reader.GetString() ?? "", out var instant) == InstantReading.Zoned
            ? instant
            : throw new JsonException($"The value {Instants.Words}.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

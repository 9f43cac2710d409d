using System.Text;
using System.Text.Json;
using Microservices.ServiceDefaults.Hosting;

namespace Microservices.ServiceDefaults.Tests.Hosting;

/// <summary>The names of a dictionary are texts too.</summary>
public sealed class SoundTextConverterTests
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new SoundTextConverter() } };

    [Fact]
    public void Should_refuse_a_name_that_a_database_would_refuse() =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<Dictionary<string, int>>("""{"a\u0000":1}""", Options));

    [Fact]
    public void Should_write_a_name_before_anything_has_used_reflection()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            new SoundTextConverter().WriteAsPropertyName(writer, "text", new JsonSerializerOptions());
            writer.WriteNumberValue(1);
            writer.WriteEndObject();
        }

        Encoding.UTF8.GetString(stream.ToArray()).ShouldBe("""{"text":1}""");
    }
}

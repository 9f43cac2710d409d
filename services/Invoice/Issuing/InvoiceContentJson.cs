using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microservices.Invoice.Issuing;

/// <summary>Reads and writes the stored form of <see cref="InvoiceContent"/>.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InvoiceContent))]
internal sealed partial class InvoiceContentJson : JsonSerializerContext
{
    /// <summary>Writes content as JSON.</summary>
    /// <param name="content">What is printed.</param>
    /// <returns>JSON.</returns>
    public static string Write(InvoiceContent content) => JsonSerializer.Serialize(content, Default.InvoiceContent);

    /// <summary>Reads content that <see cref="Write"/> wrote.</summary>
    /// <param name="json">JSON.</param>
    /// <returns>What is printed.</returns>
    /// <exception cref="JsonException">The stored row was changed by hand.</exception>
    public static InvoiceContent Read(string json) =>
        JsonSerializer.Deserialize(json, Default.InvoiceContent)
        ?? throw new JsonException("The stored invoice content is null.");
}

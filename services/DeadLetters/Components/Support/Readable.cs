using System.Text;
using System.Text.Encodings.Web;

namespace Microservices.DeadLetters.Components.Support;

/// <summary>Writes a body so that people can read it.</summary>
internal static class Readable
{
    private static readonly JsonWriterOptions Indented =
        new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>JSON with a line for each value, all else as it is; numbers keep their digits.</summary>
    public static string? Of(string? text)
    {
        if (text is null)
            return null;

        try
        {
            using var document = JsonDocument.Parse(text);
            using var buffer = new MemoryStream();
            using (var writer = new Utf8JsonWriter(buffer, Indented))
                document.RootElement.WriteTo(writer);
            return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return text; // no JSON, only its beginning, or half of a surrogate pair in it
        }
    }
}

using Microservices.DeadLetters.Ingest.Parsing;
using Microservices.DeadLetters.Reading.Masking;

namespace Microservices.DeadLetters.Reading.Letters;

/// <summary>A body as it is shown.</summary>
/// <param name="Text">The text; null when there is none to show.</param>
/// <param name="Note">Why there is none, or not all.</param>
/// <param name="IsText">Whether the bytes are UTF-8.</param>
internal sealed record BodyText(string? Text, string? Note, bool IsText)
{
    private const int Longest = 1024 * 1024;

    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>Shows a body.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="masker">Hides what is personal; null to show all.</param>
    public static BodyText Of(byte[] body, Masker? masker)
    {
        if (!SafeText.TryRead(body, out var text))
            return new BodyText(null, "It is no text: download its bytes.", IsText: false);
        if (masker is null)
            return text.Length <= Longest ? new BodyText(text, null, IsText: true) : Cut(text);
        if (body.Length > BodyReader.LargestJson)
            return new BodyText(null, "It is too large to be masked: unmask or download it.", IsText: true);

        try
        {
            using var document = JsonDocument.Parse(body.AsMemory(body.AsSpan().StartsWith(ByteOrderMark) ? 3 : 0));
            var masked = masker.Json(document.RootElement);
            return masked.Length <= Longest ? new BodyText(masked, null, IsText: true) : Cut(masked);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // What is no JSON has no names that tell what is personal.
            return new BodyText(null, "It is no JSON, so what is personal in it is not known: unmask or download it.", IsText: true);
        }
    }

    private static BodyText Cut(string text) =>
        new(SafeText.Fit(text, Longest), "This is its beginning: download it for the rest.", IsText: true);
}

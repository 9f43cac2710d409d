using System.Text;
using Contracts.Rules;

namespace Microservices.ServiceDefaults.Hosting;

/// <summary>Reads percent-encoded text (RFC 3986) once and strictly, where the framework leaves alone what it cannot read.</summary>
internal static class PercentText
{
    /// <summary>What a text must be, to follow the name of a parameter.</summary>
    public const string Rule = "must be percent-encoded UTF-8 without U+0000";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Decodes a text.</summary>
    /// <param name="encoded">The text as it came.</param>
    /// <returns>The text, or <see langword="null"/> where it is none.</returns>
    public static string? Decode(ReadOnlySpan<char> encoded)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(encoded.Length)];
        var count = 0;
        for (var index = 0; index < encoded.Length; index++)
        {
            if (encoded[index] != '%')
            {
                // Servers refuse what is not ASCII in a target; what comes nevertheless is a character, not a byte.
                count += Encoding.UTF8.GetBytes(encoded.Slice(index, 1), bytes.AsSpan(count));
                continue;
            }

            if (index + 2 >= encoded.Length || !char.IsAsciiHexDigit(encoded[index + 1]) || !char.IsAsciiHexDigit(encoded[index + 2]))
                return null;
            bytes[count++] = Convert.FromHexString(encoded.Slice(index + 1, 2))[0];
            index += 2;
        }

        return ToText(bytes.AsSpan(0, count));
    }

    private static string? ToText(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var text = Strict.GetString(bytes);
            return !text.Contains('\0', StringComparison.Ordinal) && Characters.IsUnicode(text) ? text : null;
        }
        catch (DecoderFallbackException)
        {
            return null; // the caller names the parameter
        }
    }
}

using System.Text;

namespace Microservices.DeadLetters.Ingest.Parsing;

/// <summary>Makes text of what a message brings that the database can hold.</summary>
internal static class SafeText
{
    private const char Replacement = '\uFFFD';

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>PostgreSQL's text knows no NUL, and half of a surrogate pair is no character.</summary>
    public static string Clean(string text)
    {
        if (!NeedsCleaning(text))
            return text;

        var clean = text.ToCharArray();
        for (var index = 0; index < clean.Length; index++)
        {
            if (char.IsHighSurrogate(clean[index]) && index + 1 < clean.Length && char.IsLowSurrogate(clean[index + 1]))
                index++;
            else if (clean[index] == '\0' || char.IsSurrogate(clean[index]))
                clean[index] = Replacement;
        }

        return new string(clean);
    }

    /// <summary>The same, cut to the length of a column; nothing when nothing is left.</summary>
    public static string? Fit(string? text, int length)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (text.Length > length)
            text = text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
        return Clean(text);
    }

    /// <summary>Reads UTF-8 without loss.</summary>
    /// <returns>Whether the bytes are text that can be stored as such.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out string text)
    {
        text = "";
        if (bytes.Contains((byte)0) || !System.Text.Unicode.Utf8.IsValid(bytes))
            return false;

        text = Strict.GetString(bytes);
        return true;
    }

    private static bool NeedsCleaning(string text) =>
        text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') || text.Contains('\0', StringComparison.Ordinal);
}

using System.Globalization;
using System.Text;

namespace Microservices.DeadLetters.Cli.Output;

/// <summary>
/// Takes the power out of foreign text: what failed may hold sequences that drive a terminal, or turn its writing round.
/// </summary>
internal static class Plain
{
    private const char Replacement = '\uFFFD';

    /// <summary>Text for one line: line breaks and tabs become blanks.</summary>
    internal static string Line(string text, int limit = int.MaxValue)
    {
        var line = Clean(text.AsSpan(0, Math.Min(text.Length, limit)), keepsLines: false).Trim();
        return text.Length > limit ? line + "…" : line;
    }

    /// <summary>Text that keeps its lines.</summary>
    internal static string Block(string text) => Clean(text, keepsLines: true);

    /// <summary>Text in which every character keeps its place.</summary>
    internal static string InPlace(string text) => Clean(text, keepsLines: false);

    private static string Clean(ReadOnlySpan<char> text, bool keepsLines)
    {
        var clean = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (index + 1 < text.Length && char.IsSurrogatePair(character, text[index + 1]))
                clean.Append(character).Append(text[++index]);
            else if (character is '\n' or '\t' or '\r')
                clean.Append(keepsLines && character != '\r' ? character : ' ');
            else
                clean.Append(IsHarmless(character) ? character : Replacement);
        }

        return clean.ToString();
    }

    // Format characters reverse or hide what follows; separators break lines where no terminal expects it.
    private static bool IsHarmless(char character) => char.GetUnicodeCategory(character) is not
        (UnicodeCategory.Control or UnicodeCategory.Surrogate or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}

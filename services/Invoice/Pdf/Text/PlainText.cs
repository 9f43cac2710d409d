using System.Globalization;
using System.Text;

namespace Microservices.Invoice.Pdf.Text;

/// <summary>
/// Prepares what a customer or a shop may have typed for drawing: letter and accent typed apart become one character,
/// control characters and separators of lines become blanks, halves of surrogate pairs the replacement character.
/// </summary>
internal static class PlainText
{
    private const int NoBreakSpace = 0xA0;
    private const int NarrowNoBreakSpace = 0x202F;
    private const int IdeographicSpace = 0x3000;

    /// <summary>Prepares text.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>Text that can be shaped; without a change, the same string.</returns>
    public static string From(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0)
            return text;

        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) // a lone half comes as the replacement character
            plain.Append(IsBlank(rune) ? new Rune(' ') : rune);
        return plain.ToString().Normalize();
    }

    private static bool IsBlank(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        UnicodeCategory.SpaceSeparator => rune.Value is not (NoBreakSpace or NarrowNoBreakSpace or IdeographicSpace),
        _ => false,
    };
}

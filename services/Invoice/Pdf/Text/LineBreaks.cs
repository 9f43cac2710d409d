using System.Globalization;
using Icu;

namespace Microservices.Invoice.Pdf.Text;

/// <summary>Finds where a line may end.</summary>
internal static class LineBreaks
{
    // Where words end in Thai, Lao and Khmer comes from ICU's dictionaries, whatever the locale.
    private static readonly Locale AnyLocale = new("en");

    static LineBreaks() => Wrapper.Init(); // before threads use ICU at once

    /// <summary>Where a line may end by the Unicode Line Breaking Algorithm (UAX #14).</summary>
    /// <param name="text">Text.</param>
    /// <returns>Positions in ascending order; the last is the text's length.</returns>
    public static int[] Between(string text)
    {
        using var iterator = BreakIterator.CreateLineInstance(AnyLocale);
        iterator.SetText(text);
        return iterator.Boundaries[1..];
    }

    /// <summary>Where a word may be cut: between what readers see as characters.</summary>
    /// <param name="text">Text.</param>
    /// <returns>Positions in ascending order; the last is the text's length.</returns>
    public static int[] Within(string text) =>
        [.. StringInfo.ParseCombiningCharacters(text).Skip(1), text.Length];
}

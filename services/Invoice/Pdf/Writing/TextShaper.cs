using System.Globalization;
using System.Text;
using Microservices.Invoice.Pdf.TrueType;

namespace Microservices.Invoice.Pdf.Writing;

/// <summary>
/// Turns text into glyphs, left to right. Whatever a customer or a shop may have typed is drawn or boxed, never thrown
/// on: control characters become blanks, joiners and variation selectors vanish, a character that the font lacks becomes
/// its box.
/// </summary>
internal static class TextShaper
{
    private const char Blank = ' ';

    /// <summary>Shapes one line.</summary>
    /// <param name="text">Text.</param>
    /// <param name="font">Font.</param>
    /// <returns>Glyphs and width.</returns>
    public static TextRun Shape(string text, TrueTypeFont font)
    {
        var glyphs = new List<(ushort Glyph, int CodePoint, int Kerning)>(text.Length);
        var width = 0;
        foreach (var rune in Compose(text).EnumerateRunes())
        {
            var codePoint = Drawn(rune, font);
            if (codePoint < 0)
                continue;

            var glyph = font.GlyphOf(codePoint);
            if (glyphs.Count > 0)
            {
                var previous = glyphs[^1];
                var kerning = font.KerningBetween(previous.Glyph, glyph);
                glyphs[^1] = previous with { Kerning = kerning };
                width += kerning;
            }

            glyphs.Add((glyph, codePoint, 0));
            width += font.AdvanceOf(glyph);
        }

        return new TextRun(glyphs, width / (double)font.UnitsPerEm);
    }

    // Letter and accent typed apart become one character, which the font has a glyph for.
    private static string Compose(string text)
    {
        try
        {
            return text.IsNormalized() ? text : text.Normalize();
        }
        catch (ArgumentException)
        {
            return text; // half a surrogate pair cannot be normalised; it is boxed like any unknown character
        }
    }

    private static int Drawn(Rune rune, TrueTypeFont font)
    {
        var known = font.GlyphOf(rune.Value) != 0;
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Format => -1,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark when !known => -1,
            UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => Blank,
            UnicodeCategory.SpaceSeparator when !known => Blank,
            _ => rune.Value,
        };
    }
}

using System.Globalization;
using System.Text;
using Microservices.Invoice.Pdf.TrueType;

namespace Microservices.Invoice.Pdf.Writing;

/// <summary>One font of one document: shapes text, collects the glyphs used and embeds them at the end.</summary>
/// <param name="font">The font.</param>
/// <param name="resourceName">Its name in the pages' resources, such as <c>F1</c>.</param>
internal sealed class PdfFont(TrueTypeFont font, string resourceName)
{
    private const double PdfUnitsPerEm = 1000d;

    private readonly FontSubset _subset = new(font);
    private readonly Dictionary<string, TextRun> _runs = new(StringComparer.Ordinal);

    /// <summary>The name in the pages' resources.</summary>
    public string ResourceName => resourceName;

    /// <summary>Turns text into glyphs; characters that the font lacks become a box each.</summary>
    /// <param name="text">Text.</param>
    /// <returns>Glyphs and width.</returns>
    public TextRun Shape(string text)
    {
        if (!_runs.TryGetValue(text, out var run))
            _runs.Add(text, run = TextShaper.Shape(text, font));
        return run;
    }

    /// <summary>The width of text at font size 1.</summary>
    /// <param name="text">Text.</param>
    /// <returns>Width in units of the font size.</returns>
    public double Measure(string text) => TextShaper.Shape(text, font).WidthInEm;

    /// <summary>Writes a run as operand of the operator <c>TJ</c>, kerning included.</summary>
    /// <param name="run">Glyphs.</param>
    /// <param name="output">Content stream.</param>
    public void WriteGlyphs(TextRun run, StringBuilder output)
    {
        output.Append("[<");
        for (var index = 0; index < run.Glyphs.Count; index++)
        {
            var (glyph, codePoint, kerning) = run.Glyphs[index];
            output.Append(_subset.Use(glyph, codePoint).ToString("X4", CultureInfo.InvariantCulture));
            if (kerning != 0 && index + 1 < run.Glyphs.Count)
                output.Append(CultureInfo.InvariantCulture, $">{-ToPdfUnits(kerning)}<");
        }

        output.Append(">]TJ\n");
    }

    /// <summary>Writes the font with the glyphs used.</summary>
    /// <param name="file">The document.</param>
    /// <returns>Object number for the pages' resources.</returns>
    public int Embed(PdfFile file)
    {
        var program = _subset.Build();
        var name = $"{Tag()}+{font.PostScriptName}";
        var programNumber = file.WriteStream(program, $"/Length1 {program.Length.ToString(CultureInfo.InvariantCulture)}");
        var unicodeNumber = file.WriteStream(Encoding.ASCII.GetBytes(ToUnicode()));
        var box = string.Join(' ', font.BoundingBox.Select(value => ToPdfUnits(value)));
        var descriptor = file.Write(string.Create(CultureInfo.InvariantCulture,
            $"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[{box}]/ItalicAngle 0/Ascent {ToPdfUnits(font.Ascender)}"
            + $"/Descent {ToPdfUnits(font.Descender)}/CapHeight {ToPdfUnits(font.CapitalHeight)}/StemV 80"
            + $"/FontFile2 {programNumber} 0 R>>"));
        var descendant = file.Write(string.Create(CultureInfo.InvariantCulture,
            $"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
            + $"/Supplement 0>>/FontDescriptor {descriptor} 0 R/CIDToGIDMap/Identity/W[0[{Widths()}]]>>"));
        return file.Write(string.Create(CultureInfo.InvariantCulture,
            $"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]"
            + $"/ToUnicode {unicodeNumber} 0 R>>"));
    }

    private string Widths() => string.Join(' ', _subset.Glyphs.Select(glyph => ToPdfUnits(font.AdvanceOf(glyph))));

    private int ToPdfUnits(int fontUnits) =>
        (int)Math.Round(fontUnits * PdfUnitsPerEm / font.UnitsPerEm, MidpointRounding.AwayFromZero);

    // A subset's name starts with six capitals that tell it from other subsets of the font (ISO 32000-1, 9.6.4).
    private string Tag()
    {
        var hash = 17u;
        foreach (var glyph in _subset.Glyphs)
            hash = unchecked(hash * 31 + glyph);
        return string.Create(6, hash, (letters, seed) =>
        {
            for (var index = 0; index < letters.Length; index++, seed /= 26)
                letters[index] = (char)('A' + seed % 26);
        });
    }

    private string ToUnicode()
    {
        var map = new StringBuilder("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            + "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n/CMapName/Adobe-Identity-UCS def\n"
            + "/CMapType 2 def\n1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
        foreach (var chunk in _subset.CodePoints.Index().Chunk(100)) // at most 100 entries in a block
        {
            map.Append(CultureInfo.InvariantCulture, $"{chunk.Length} beginbfchar\n");
            foreach (var (number, codePoint) in chunk)
                map.Append(CultureInfo.InvariantCulture, $"<{number:X4}><{Utf16(codePoint)}>\n");
            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }

    private static string Utf16(int codePoint) =>
        Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(char.ConvertFromUtf32(codePoint)));
}

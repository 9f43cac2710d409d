using static Microservices.Invoice.Pdf.TrueType.FontReader;

namespace Microservices.Invoice.Pdf.TrueType;

/// <summary>A font file, read once per process and shared by all threads.</summary>
internal sealed class TrueTypeFont
{
    private readonly FontReader _reader;
    private readonly ushort[] _advances;
    private readonly CharacterMap _characters;
    private readonly KerningTable _kerning;

    public TrueTypeFont(string postScriptName, byte[] file)
    {
        PostScriptName = postScriptName;
        _reader = new FontReader(file);

        var head = _reader.Table("head").Span;
        UnitsPerEm = U16(head, 18);
        BoundingBox = [I16(head, 36), I16(head, 38), I16(head, 40), I16(head, 42)];

        var hhea = _reader.Table("hhea").Span;
        Ascender = I16(hhea, 4);
        Descender = I16(hhea, 6);

        int count = U16(_reader.Table("maxp").Span, 4);
        _advances = ReadAdvances(_reader.Table("hmtx").Span, U16(hhea, 34), count);
        _characters = new CharacterMap(_reader.Table("cmap").Span);
        _kerning = new KerningTable(_reader.Table("kern").Span);
        CapitalHeight = I16(_reader.Table("OS/2").Span, 88);
        Glyphs = new GlyphTable(_reader.Table("glyf"), _reader.Table("loca"), longOffsets: U16(head, 50) == 1, count);
    }

    /// <summary>The name inside the PDF.</summary>
    public string PostScriptName { get; }

    /// <summary>Font units per font size.</summary>
    public int UnitsPerEm { get; }

    /// <summary>Left, bottom, right, top of all glyphs, in font units.</summary>
    public IReadOnlyList<short> BoundingBox { get; }

    /// <summary>Height above the base line, in font units.</summary>
    public short Ascender { get; }

    /// <summary>Depth below the base line, negative, in font units.</summary>
    public short Descender { get; }

    /// <summary>Height of capitals, in font units.</summary>
    public short CapitalHeight { get; }

    /// <summary>The outlines.</summary>
    public GlyphTable Glyphs { get; }

    /// <summary>A table's bytes as in the file.</summary>
    /// <param name="tag">Such as <c>head</c>.</param>
    /// <returns>The bytes.</returns>
    public ReadOnlySpan<byte> Table(string tag) => _reader.Table(tag).Span;

    /// <summary>The glyph of a character.</summary>
    /// <param name="codePoint">Unicode code point.</param>
    /// <returns>Glyph index; 0, the empty box, when the font lacks the character.</returns>
    public ushort GlyphOf(int codePoint) => _characters.GlyphOf(codePoint);

    /// <summary>A glyph's width.</summary>
    /// <param name="glyph">Glyph index.</param>
    /// <returns>Font units.</returns>
    public int AdvanceOf(ushort glyph) => _advances[glyph];

    /// <summary>The kerning between two neighbours.</summary>
    /// <param name="left">First glyph.</param>
    /// <param name="right">Second glyph.</param>
    /// <returns>Font units, negative for closer.</returns>
    public int KerningBetween(ushort left, ushort right) => _kerning.Between(left, right);

    private static ushort[] ReadAdvances(ReadOnlySpan<byte> hmtx, int metrics, int count)
    {
        var advances = new ushort[count];
        for (var glyph = 0; glyph < count; glyph++)
            advances[glyph] = U16(hmtx, Math.Min(glyph, metrics - 1) * 4); // the last width holds for the rest
        return advances;
    }
}

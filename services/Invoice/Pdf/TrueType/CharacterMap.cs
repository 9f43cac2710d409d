using static Microservices.Invoice.Pdf.TrueType.FontReader;

namespace Microservices.Invoice.Pdf.TrueType;

/// <summary>Finds the glyph of a character: the font's <c>cmap</c> subtable of format 4, unpacked.</summary>
internal sealed class CharacterMap
{
    private const int WindowsPlatform = 3;
    private const int UnicodeBmp = 1;

    private readonly ushort[] _glyphs = new ushort[0x10000];

    public CharacterMap(ReadOnlySpan<byte> cmap)
    {
        int tables = U16(cmap, 2);
        for (var index = 0; index < tables; index++)
        {
            var record = 4 + index * 8;
            if (U16(cmap, record) != WindowsPlatform || U16(cmap, record + 2) != UnicodeBmp)
                continue;

            Unpack(cmap[(int)U32(cmap, record + 4)..]);
            return;
        }

        throw new InvalidDataException("The font has no Unicode character map.");
    }

    /// <summary>The glyph of a character.</summary>
    /// <param name="codePoint">Unicode code point.</param>
    /// <returns>Glyph index; 0 when the font lacks the character.</returns>
    public ushort GlyphOf(int codePoint) => codePoint < _glyphs.Length ? _glyphs[codePoint] : (ushort)0;

    private void Unpack(ReadOnlySpan<byte> table)
    {
        if (U16(table, 0) != 4)
            throw new InvalidDataException($"Character map format {U16(table, 0)} is not supported; 4 is.");

        var segments = U16(table, 6) / 2;
        var (ends, starts) = (14, 16 + segments * 2);
        var (deltas, offsets) = (starts + segments * 2, starts + segments * 4);
        for (var segment = 0; segment < segments; segment++)
        {
            int start = U16(table, starts + segment * 2);
            int end = U16(table, ends + segment * 2);
            int delta = U16(table, deltas + segment * 2);
            int offset = U16(table, offsets + segment * 2);

            for (var code = start; code <= end && code < 0xFFFF; code++)
            {
                var glyph = code;
                if (offset != 0)
                    glyph = U16(table, offsets + segment * 2 + offset + (code - start) * 2);
                _glyphs[code] = offset != 0 && glyph == 0 ? (ushort)0 : (ushort)(glyph + delta);
            }
        }
    }
}

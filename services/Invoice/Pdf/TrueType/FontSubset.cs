using System.Buffers.Binary;
using System.Text;

namespace Microservices.Invoice.Pdf.TrueType;

/// <summary>
/// The glyphs of one font that one document uses, renumbered in order of first use, so that the file carries those and
/// no others.
/// </summary>
internal sealed class FontSubset(TrueTypeFont font)
{
    // Glyph 0 is the box for characters that the font lacks; every font must have it.
    private readonly Dictionary<ushort, ushort> _numbers = new() { [0] = 0 };
    private readonly List<ushort> _glyphs = [0];
    private readonly List<int> _codePoints = [0xFFFD];

    /// <summary>The whole font.</summary>
    public TrueTypeFont Font => font;

    /// <summary>The original glyphs by their new number.</summary>
    public IReadOnlyList<ushort> Glyphs => _glyphs;

    /// <summary>The characters by the new number of their glyph, for searching and copying text.</summary>
    public IReadOnlyList<int> CodePoints => _codePoints;

    /// <summary>Takes a glyph in.</summary>
    /// <param name="glyph">Original number.</param>
    /// <param name="codePoint">The character that it stands for.</param>
    /// <returns>New number.</returns>
    public ushort Use(ushort glyph, int codePoint)
    {
        if (_numbers.TryGetValue(glyph, out var number))
            return number;

        number = (ushort)_glyphs.Count;
        _numbers.Add(glyph, number);
        _glyphs.Add(glyph);
        _codePoints.Add(codePoint);
        return number;
    }

    /// <summary>Writes the font file of the glyphs taken in so far and of those that they are made of.</summary>
    /// <returns>A TrueType file for embedding.</returns>
    public byte[] Build()
    {
        using var glyf = new MemoryStream();
        var offsets = new List<int>();
        for (var number = 0; number < _glyphs.Count; number++) // grows while composites bring in their parts
        {
            offsets.Add((int)glyf.Length);
            glyf.Write(Renumber(font.Glyphs.Outline(_glyphs[number])));
            while (glyf.Length % 4 != 0)
                glyf.WriteByte(0);
        }

        offsets.Add((int)glyf.Length);
        return Assemble(glyf.ToArray(), offsets);
    }

    private byte[] Renumber(byte[] outline)
    {
        byte[]? copy = null;
        foreach (var offset in GlyphTable.ComponentOffsets(outline))
        {
            copy ??= (byte[])outline.Clone();
            var part = FontReader.U16(outline, offset);
            BinaryPrimitives.WriteUInt16BigEndian(copy.AsSpan(offset), Use(part, codePoint: 0xFFFD));
        }

        return copy ?? outline;
    }

    private byte[] Assemble(byte[] glyf, List<int> offsets)
    {
        var head = font.Table("head").ToArray();
        head.AsSpan(8, 4).Clear(); // checksum of the whole file: not looked at in an embedded font
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(50), 1); // long offsets

        var maxp = font.Table("maxp").ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(maxp.AsSpan(4), (ushort)_glyphs.Count);

        var hhea = font.Table("hhea").ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(hhea.AsSpan(34), (ushort)_glyphs.Count);

        return Write([
            ("glyf", glyf), ("head", head), ("hhea", hhea), ("hmtx", Metrics()), ("loca", Locations(offsets)),
            ("maxp", maxp),
        ]);
    }

    private byte[] Metrics()
    {
        var hmtx = new byte[_glyphs.Count * 4];
        for (var number = 0; number < _glyphs.Count; number++)
        {
            var glyph = _glyphs[number];
            BinaryPrimitives.WriteUInt16BigEndian(hmtx.AsSpan(number * 4), (ushort)font.AdvanceOf(glyph));
            var outline = font.Glyphs.Outline(glyph);
            // Left side bearing: where the outline begins, which is what it is in these fonts.
            BinaryPrimitives.WriteInt16BigEndian(hmtx.AsSpan(number * 4 + 2),
                outline.Length == 0 ? (short)0 : FontReader.I16(outline, 2));
        }

        return hmtx;
    }

    private static byte[] Locations(List<int> offsets)
    {
        var loca = new byte[offsets.Count * 4];
        for (var index = 0; index < offsets.Count; index++)
            BinaryPrimitives.WriteInt32BigEndian(loca.AsSpan(index * 4), offsets[index]);
        return loca;
    }

    private static byte[] Write((string Tag, byte[] Data)[] tables)
    {
        const int directoryStart = 12;
        const int directoryEntry = 16;

        var length = directoryStart + tables.Length * directoryEntry + tables.Sum(table => (table.Data.Length + 3) & ~3);
        var file = new byte[length];
        BinaryPrimitives.WriteUInt32BigEndian(file, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(4), (ushort)tables.Length);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(6), 64); // binary search hints for six tables
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(8), 2);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(10), (ushort)(tables.Length * directoryEntry - 64));

        var position = directoryStart + tables.Length * directoryEntry;
        for (var index = 0; index < tables.Length; index++)
        {
            var (tag, data) = tables[index];
            var entry = file.AsSpan(directoryStart + index * directoryEntry, directoryEntry);
            Encoding.ASCII.GetBytes(tag, entry);
            BinaryPrimitives.WriteUInt32BigEndian(entry[4..], Checksum(data));
            BinaryPrimitives.WriteUInt32BigEndian(entry[8..], (uint)position);
            BinaryPrimitives.WriteUInt32BigEndian(entry[12..], (uint)data.Length);
            data.CopyTo(file, position);
            position += (data.Length + 3) & ~3;
        }

        return file;
    }

    private static uint Checksum(byte[] data)
    {
        var sum = 0u;
        for (var index = 0; index < data.Length; index++)
            sum += (uint)data[index] << (24 - index % 4 * 8);
        return sum;
    }
}

using System.Collections.Frozen;
using static Microservices.Invoice.Pdf.TrueType.FontReader;

namespace Microservices.Invoice.Pdf.TrueType;

/// <summary>How much closer or farther two neighbours stand: the font's <c>kern</c> subtables of format 0.</summary>
internal sealed class KerningTable
{
    private const int HorizontalFormat0 = 0x0001;

    private readonly FrozenDictionary<uint, short> _pairs;

    public KerningTable(ReadOnlySpan<byte> kern)
    {
        var pairs = new Dictionary<uint, short>();
        var position = 4;
        for (var table = kern.IsEmpty ? 0 : U16(kern, 2); table > 0; table--)
        {
            int count = U16(kern, position + 6);
            if (U16(kern, position + 4) == HorizontalFormat0)
                Read(kern.Slice(position + 14, count * 6), pairs);

            // The 16-bit length field overflows in large fonts, so the length follows from the count.
            position += 14 + count * 6;
        }

        _pairs = pairs.ToFrozenDictionary();
    }

    /// <summary>The adjustment between two glyphs.</summary>
    /// <param name="left">First glyph.</param>
    /// <param name="right">Second glyph.</param>
    /// <returns>Font units, negative for closer.</returns>
    public short Between(ushort left, ushort right) => _pairs.GetValueOrDefault(Key(left, right));

    private static uint Key(ushort left, ushort right) => ((uint)left << 16) | right;

    private static void Read(ReadOnlySpan<byte> data, Dictionary<uint, short> pairs)
    {
        for (var offset = 0; offset + 6 <= data.Length; offset += 6)
            pairs.TryAdd(Key(U16(data, offset), U16(data, offset + 2)), I16(data, offset + 4));
    }
}

using System.Buffers.Binary;
using static Microservices.Invoice.Pdf.TrueType.FontReader;

namespace Microservices.Invoice.Pdf.TrueType;

/// <summary>The outlines (<c>glyf</c>, <c>loca</c>), given out without hinting programs: PDF viewers draw unhinted.</summary>
internal sealed class GlyphTable(ReadOnlyMemory<byte> glyf, ReadOnlyMemory<byte> loca, bool longOffsets, int count)
{
    private const int HeaderLength = 10;
    private const int ArgumentsAreWords = 0x0001;
    private const int HasScale = 0x0008;
    private const int MoreComponents = 0x0020;
    private const int HasXAndYScale = 0x0040;
    private const int HasTwoByTwo = 0x0080;
    private const int HasInstructions = 0x0100;

    private readonly byte[]?[] _stripped = new byte[count][];

    /// <summary>A glyph's outline.</summary>
    /// <param name="glyph">Glyph index.</param>
    /// <returns>Bytes shared by all callers, not to be changed; empty for a blank.</returns>
    public byte[] Outline(ushort glyph)
    {
        // Two threads may strip the same glyph at once; both results are equal.
        return _stripped[glyph] ??= Strip(Raw(glyph));
    }

    /// <summary>The places in a composite glyph's outline where another glyph's index stands.</summary>
    /// <param name="outline">Outline.</param>
    /// <returns>Offsets; none for a simple glyph.</returns>
    public static IEnumerable<int> ComponentOffsets(byte[] outline)
    {
        if (outline.Length == 0 || I16(outline, 0) >= 0)
            yield break;

        var position = HeaderLength;
        int flags;
        do
        {
            flags = U16(outline, position);
            yield return position + 2;
            position += ComponentLength(flags);
        }
        while ((flags & MoreComponents) != 0);
    }

    private static int ComponentLength(int flags)
    {
        var length = 4 + ((flags & ArgumentsAreWords) != 0 ? 4 : 2);
        if ((flags & HasScale) != 0)
            return length + 2;
        if ((flags & HasXAndYScale) != 0)
            return length + 4;
        return (flags & HasTwoByTwo) != 0 ? length + 8 : length;
    }

    private static byte[] Strip(ReadOnlySpan<byte> outline)
    {
        if (outline.IsEmpty)
            return [];
        return I16(outline, 0) < 0 ? StripComposite(outline) : StripSimple(outline);
    }

    private static byte[] StripComposite(ReadOnlySpan<byte> outline)
    {
        var copy = outline.ToArray();
        var end = HeaderLength;
        foreach (var offset in ComponentOffsets(copy))
        {
            var flags = U16(copy, offset - 2);
            BinaryPrimitives.WriteUInt16BigEndian(copy.AsSpan(offset - 2), (ushort)(flags & ~HasInstructions));
            end = offset - 2 + ComponentLength(flags);
        }

        return copy[..end];
    }

    private static byte[] StripSimple(ReadOnlySpan<byte> outline)
    {
        var lengthOffset = HeaderLength + I16(outline, 0) * 2;
        int instructions = U16(outline, lengthOffset);
        var stripped = new byte[outline.Length - instructions];
        outline[..lengthOffset].CopyTo(stripped); // the length itself stays zero
        outline[(lengthOffset + 2 + instructions)..].CopyTo(stripped.AsSpan(lengthOffset + 2));
        return stripped;
    }

    private ReadOnlySpan<byte> Raw(ushort glyph)
    {
        var (start, end) = (Offset(glyph), Offset(glyph + 1));
        return glyf.Span[start..end];
    }

    private int Offset(int glyph) => longOffsets
        ? (int)U32(loca.Span, glyph * 4)
        : U16(loca.Span, glyph * 2) * 2;
}

using System.Buffers.Binary;
using System.Text;

namespace Microservices.Invoice.Pdf.TrueType;

/// <summary>Reads the tables of a TrueType file (ISO/IEC 14496-22), big-endian throughout.</summary>
internal sealed class FontReader
{
    private const int DirectoryStart = 12;
    private const int DirectoryEntry = 16;

    private readonly byte[] _file;
    private readonly Dictionary<string, (int Offset, int Length)> _tables = [];

    public FontReader(byte[] file)
    {
        _file = file;
        int count = U16(file, 4);
        for (var index = 0; index < count; index++)
        {
            var entry = DirectoryStart + index * DirectoryEntry;
            var tag = Encoding.ASCII.GetString(file, entry, 4);
            _tables[tag] = ((int)U32(file, entry + 8), (int)U32(file, entry + 12));
        }
    }

    /// <summary>A table's bytes.</summary>
    /// <param name="tag">Such as <c>glyf</c>.</param>
    /// <returns>The bytes; empty when the font has no such table.</returns>
    public ReadOnlyMemory<byte> Table(string tag) =>
        _tables.TryGetValue(tag, out var place) ? _file.AsMemory(place.Offset, place.Length) : default;

    /// <summary>Reads an unsigned 16-bit number.</summary>
    /// <param name="data">Bytes.</param>
    /// <param name="offset">Where.</param>
    /// <returns>The number.</returns>
    public static ushort U16(ReadOnlySpan<byte> data, int offset) => BinaryPrimitives.ReadUInt16BigEndian(data[offset..]);

    /// <summary>Reads a signed 16-bit number.</summary>
    /// <param name="data">Bytes.</param>
    /// <param name="offset">Where.</param>
    /// <returns>The number.</returns>
    public static short I16(ReadOnlySpan<byte> data, int offset) => BinaryPrimitives.ReadInt16BigEndian(data[offset..]);

    /// <summary>Reads an unsigned 32-bit number.</summary>
    /// <param name="data">Bytes.</param>
    /// <param name="offset">Where.</param>
    /// <returns>The number.</returns>
    public static uint U32(ReadOnlySpan<byte> data, int offset) => BinaryPrimitives.ReadUInt32BigEndian(data[offset..]);
}

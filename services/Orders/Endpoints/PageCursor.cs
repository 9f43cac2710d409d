using System.Buffers.Binary;
using System.Buffers.Text;

namespace Microservices.Orders.Endpoints;

/// <summary>The place of an order in the list, as an opaque text.</summary>
internal readonly record struct PageCursor(DateTime AcceptedAt, Guid OrderId)
{
    private const int TicksLength = sizeof(long);
    private const int Length = TicksLength + 16;

    internal static PageCursor? Parse(string text)
    {
        Span<byte> bytes = stackalloc byte[Length];
        // Longer texts are none of ours, and would not fit.
        if (text.Length != Base64Url.GetEncodedLength(Length)
            || !Base64Url.TryDecodeFromChars(text, bytes, out var written) || written != Length)
            return null;

        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes);
        return ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks
            ? new PageCursor(new DateTime(ticks, DateTimeKind.Utc), new Guid(bytes[TicksLength..], bigEndian: true))
            : null;
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, AcceptedAt.Ticks);
        OrderId.TryWriteBytes(bytes[TicksLength..], bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes);
    }
}

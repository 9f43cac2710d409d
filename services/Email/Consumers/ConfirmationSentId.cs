using System.Security.Cryptography;

namespace Microservices.Email.Consumers;

/// <summary>The MessageId of an order's <c>OrderConfirmationSent</c>: the same at every attempt to publish it.</summary>
internal static class ConfirmationSentId
{
    // Made once at random for this purpose; a change would make old and new events of one order differ.
    private static readonly Guid Namespace = new("b3d8a7a4-6f0c-4f0e-9d43-0f6f4f0f5f2e");

    /// <summary>UUID version 5 (RFC 9562 §5.5) of the order id.</summary>
    public static Guid Of(Guid orderId)
    {
        Span<byte> name = stackalloc byte[32];
        Namespace.TryWriteBytes(name, bigEndian: true, out _);
        orderId.TryWriteBytes(name[16..], bigEndian: true, out _);

        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
#pragma warning disable CA5350 // Version 5 is defined with SHA-1; nothing is protected by it.
        SHA1.HashData(name, hash);
#pragma warning restore CA5350

        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}

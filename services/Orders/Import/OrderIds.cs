using System.Security.Cryptography;
using System.Text;

namespace Microservices.Orders.Import;

/// <summary>
/// Gives an imported order the id that follows from its number (UUID version 5, RFC 9562), so that importing it again,
/// here or after a crash, finds the order that is there.
/// </summary>
internal static class OrderIds
{
    // Fixed for all time: another namespace would import every order again.
    private static readonly byte[] Namespace =
        new Guid("6f1f4f0e-6f0c-5d8e-9c39-4d6a2f3b7e11").ToByteArray(bigEndian: true);

    internal static Guid FromOrderNumber(string orderNumber)
    {
        var name = Encoding.UTF8.GetBytes(orderNumber);
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
#pragma warning disable CA5350 // RFC 9562 defines version 5 by SHA-1; it identifies here and protects nothing.
        SHA1.HashData([.. Namespace, .. name], hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}

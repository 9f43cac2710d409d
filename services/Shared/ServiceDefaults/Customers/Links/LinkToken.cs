using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Microservices.ServiceDefaults.Customers.Links;

/// <summary>
/// Says which order its holder may see, and until when: the order's id (16 bytes), the end in seconds since 1970 (4 bytes) and the
/// first 16 bytes of HMAC-SHA-256 over both (RFC 2104 §5), as base64url.
/// </summary>
internal static class LinkToken
{
    private const int EndAt = 16;
    private const int SignatureAt = EndAt + sizeof(uint);
    private const int Length = SignatureAt + 16;

    // A signature made for another purpose with the same key is none here.
    private static readonly byte[] Purpose = "customer-link/1"u8.ToArray();

    public static string Make(byte[] key, Guid orderId, DateTimeOffset end)
    {
        var token = new byte[Length];
        orderId.TryWriteBytes(token, bigEndian: true, out _);
        BinaryPrimitives.WriteUInt32BigEndian(token.AsSpan(EndAt), (uint)end.ToUnixTimeSeconds());
        Sign(key, token.AsSpan(0, SignatureAt), token.AsSpan(SignatureAt));
        return Base64Url.EncodeToString(token);
    }

    /// <summary>Reads a token whose signature is by one of the keys, in a time that does not depend on the token.</summary>
    public static bool TryRead(IReadOnlyList<byte[]> keys, string token, out Guid orderId, out DateTimeOffset end)
    {
        (orderId, end) = (default, default);
        Span<byte> bytes = stackalloc byte[Length];
        if (token.Length != Base64Url.GetEncodedLength(Length)
            || Base64Url.DecodeFromChars(token, bytes, out _, out var written) != OperationStatus.Done || written != Length)
        {
            return false;
        }

        Span<byte> signature = stackalloc byte[Length - SignatureAt];
        var isSigned = false;
        foreach (var key in keys)
        {
            Sign(key, bytes[..SignatureAt], signature);
            isSigned |= CryptographicOperations.FixedTimeEquals(signature, bytes[SignatureAt..]);
        }

        if (!isSigned)
            return false;
        orderId = new Guid(bytes[..EndAt], bigEndian: true);
        end = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadUInt32BigEndian(bytes[EndAt..]));
        return true;
    }

    private static void Sign(byte[] key, ReadOnlySpan<byte> content, Span<byte> signature)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Purpose);
        hmac.AppendData(content);
        hmac.GetHashAndReset()[..signature.Length].CopyTo(signature);
    }
}

using System.Security.Cryptography;
using System.Text;

namespace Microservices.ServiceDefaults.Messaging.Identity;

/// <summary>UUID version 5 (RFC 9562, section 5.5): the same name gives the same id, everywhere.</summary>
internal static class NameBasedGuid
{
    private const int Length = 16;

    public static Guid Create(Guid space, ReadOnlySpan<byte> name)
    {
        Span<byte> input = new byte[Length + name.Length];
        space.TryWriteBytes(input, bigEndian: true, out _);
        name.CopyTo(input[Length..]);

        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
#pragma warning disable CA5350 // The RFC prescribes SHA-1; nothing here depends on it being hard to forge.
        SHA1.HashData(input, hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..Length], bigEndian: true);
    }

    public static Guid Create(Guid space, string name) => Create(space, Encoding.UTF8.GetBytes(name));
}

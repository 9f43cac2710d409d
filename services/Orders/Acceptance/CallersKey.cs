using System.Security.Cryptography;
using System.Text;

namespace Microservices.Orders.Acceptance;

/// <summary>An <c>Idempotency-Key</c> of a caller: two callers who choose the same key have nothing to do with each other.</summary>
/// <param name="Actor">Who the caller is.</param>
/// <param name="Key">The header's value, printable ASCII.</param>
internal sealed record CallersKey(string Actor, string Key)
{
    /// <summary>The text that is stored. It begins with a line feed, which no header has, so that it is no key of an earlier release.</summary>
    internal string Stored { get; } = "\n" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Actor}\n{Key}")));
}

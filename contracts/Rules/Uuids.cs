using System.Buffers;

namespace Contracts.Rules;

/// <summary>
/// The ids of orders and of what belongs to them: UUIDs as RFC 9562 writes them, 32 hexadecimal digits in any case with hyphens
/// between. One spelling, so that every reader sees the same id.
/// </summary>
public static class Uuids
{
    /// <summary>The name in the schemas, which is JSON Schema's own.</summary>
    public const string Format = "uuid";

    /// <summary>The rule in words, to follow the name of a member.</summary>
    public const string Words = "must be a UUID such as 6f0d8a54-3a1c-4b1e-9f0e-0c3a5b7d9e11, and not all zeros";

    // The parser of .NET also takes 0x and + before a part.
    private static readonly SearchValues<char> Allowed = SearchValues.Create("0123456789abcdefABCDEF-");

    /// <summary>Reads an id.</summary>
    /// <param name="text">The text.</param>
    /// <param name="id">The id.</param>
    /// <returns>Whether the text keeps to the rule.</returns>
    public static bool TryRead(string text, out Guid id)
    {
        ArgumentNullException.ThrowIfNull(text);
        id = Guid.Empty;
        return !text.AsSpan().ContainsAnyExcept(Allowed) && Guid.TryParseExact(text, "D", out id) && id != Guid.Empty;
    }
}

using System.Globalization;
using Microservices.ServiceDefaults.Configuration;

namespace Microservices.ServiceDefaults.Security.Keys;

/// <summary>An API key, of which only the hash is known (section <c>Security__ApiKeys__0</c> and so on).</summary>
internal sealed class ApiKeyOptions
{
    /// <summary>Who has the key. Two keys of one name are one caller, so that the new key works before the old one goes.</summary>
    [Example("webshop")]
    public string Name { get; set; } = "";

    /// <summary>The rights of the caller: names of <see cref="Security.Scopes"/>.</summary>
    [Example("orders.write")]
    public IList<string> Scopes { get; } = [];

    /// <summary>Patterns of the dead-letter queues that the caller may see, such as <c>invoice-*</c>; <c>*</c> is all.</summary>
    [Example("invoice-*")]
    public IList<string> Queues { get; } = [];

    /// <summary>The SHA-256 of the key, 64 hexadecimal digits. A key that can be guessed needs no breaking: take 128 random bits or more.</summary>
    [Secret, Example("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    public string Sha256 { get; set; } = "";

    /// <summary>When the key ends, with a zone; never by default.</summary>
    [Example("2027-12-31T00:00:00Z")]
    public string? ExpiresAt { get; set; }

    internal DateTimeOffset? Expiry => DateTimeOffset.TryParseExact(ExpiresAt, "yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture,
        DateTimeStyles.None, out var at) && HasZone ? at : null;

    // Without a zone, the machine's own would be taken.
    private bool HasZone => ExpiresAt is [.., 'Z'] || ExpiresAt is { Length: > 6 } text && text[^6] is ('+' or '-');
}

using System.Text;

namespace Microservices.Testing.Smtp;

/// <summary>A mail as the <see cref="SmtpCatcher"/> took it.</summary>
/// <param name="From">The envelope's sender, without angle brackets; empty for a bounce.</param>
/// <param name="Recipients">The envelope's accepted recipients, without angle brackets.</param>
/// <param name="RawData">Header and body as sent, without the dots that SMTP adds.</param>
/// <param name="User">Who had logged in; null when nobody had.</param>
/// <param name="WasEncrypted">Whether it came over TLS.</param>
public sealed record SmtpMail(string From, IReadOnlyList<string> Recipients, ReadOnlyMemory<byte> RawData,
    string? User, bool WasEncrypted)
{
    /// <summary>Header and body as text (UTF-8; encoded parts stay encoded).</summary>
    public string Text => Encoding.UTF8.GetString(RawData.Span);

    /// <summary>The first header line of a name, unfolded, without the name.</summary>
    /// <param name="name">The header's name, such as <c>Message-ID</c>, in any case.</param>
    /// <returns>The value; null when there is no such header.</returns>
    public string? Header(string name)
    {
        var header = Text.Split("\r\n\r\n", 2)[0]
            .Replace("\r\n ", " ", StringComparison.Ordinal)
            .Replace("\r\n\t", " ", StringComparison.Ordinal);
        return header.Split("\r\n")
            .FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..]
            .Trim();
    }

    /// <summary>A new stream over <see cref="RawData"/>, for a mail parser.</summary>
    /// <returns>The stream, at its start.</returns>
    public Stream OpenData() => new MemoryStream(RawData.ToArray(), writable: false);
}

namespace Microservices.Email.Data;

/// <summary>
/// A mail that came back after a mail server had accepted it. The <see cref="Delivery"/> stays as it is, because the mail was
/// sent and must not be sent again. Holds no address.
/// </summary>
internal sealed class Bounce
{
    /// <summary>The order: its mail of a kind comes back once.</summary>
    public Guid OrderId { get; init; }

    /// <summary>Enhanced status code (RFC 3463), such as <c>5.1.1</c>.</summary>
    public required string StatusCode { get; init; }

    /// <summary>The mail server's words, without addresses.</summary>
    public string? Diagnostic { get; init; }

    /// <summary>When the mail came back, in UTC.</summary>
    public DateTime BouncedAt { get; init; }
}

namespace Microservices.Testing.Smtp;

/// <summary>How a <see cref="SmtpCatcher"/> presents itself.</summary>
public sealed class SmtpCatcherOptions
{
    /// <summary>Whether STARTTLS is offered, with a certificate made at run time; false by default.</summary>
    public bool OffersStartTls { get; init; }

    /// <summary>User name that may log in; null (the default) offers no AUTH.</summary>
    public string? User { get; init; }

    /// <summary>The user's password.</summary>
    public string Password { get; init; } = "";

    /// <summary>Whether mails are refused before a login (530); false by default.</summary>
    public bool RequiresLogin { get; init; }
}

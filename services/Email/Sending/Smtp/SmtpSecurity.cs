namespace Microservices.Email.Sending.Smtp;

/// <summary>How the connection to the mail server is encrypted.</summary>
public enum SmtpSecurity
{
    /// <summary>Not at all: only for a server on the same machine or network.</summary>
    None,

    /// <summary>By STARTTLS; a server that does not offer it is not used (usually port 587).</summary>
    StartTls,

    /// <summary>By STARTTLS where the server offers it, else not at all; a password is then not sent.</summary>
    StartTlsWhenAvailable,

    /// <summary>From the first byte (usually port 465).</summary>
    SslOnConnect,
}

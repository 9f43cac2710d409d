namespace Microservices.DeadLetters.Alarms.Sending;

/// <summary>How the connection to the mail server is encrypted.</summary>
internal enum MailSecurity
{
    /// <summary>Not at all: for a server on the same machine.</summary>
    None,

    /// <summary>After the greeting; a server that cannot is refused.</summary>
    StartTls,

    /// <summary>From the first byte.</summary>
    SslOnConnect,
}

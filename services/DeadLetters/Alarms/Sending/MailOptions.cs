using Microservices.ServiceDefaults.Configuration;

namespace Microservices.DeadLetters.Alarms.Sending;

/// <summary>Tells by mail (section <c>DeadLetters__Alarms__Mail</c>).</summary>
internal sealed class MailOptions
{
    /// <summary>The mail server; none by default, and then no mails are sent, whoever is to be told.</summary>
    [Example("smtp.shop.example")]
    public string? Host { get; set; }

    /// <summary>Its port; 25 by default.</summary>
    [Between(1, 65535), Example("587")]
    public int Port { get; set; } = 25;

    /// <summary>How the connection is encrypted; <c>StartTls</c> by default.</summary>
    [Example("StartTls")]
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>The name to log in with; none by default.</summary>
    [Example("dead-letters")]
    public string? UserName { get; set; }

    /// <summary>The password to log in with.</summary>
    [Secret, Example("a-long-password")]
    public string? Password { get; set; }

    /// <summary>The sender's address.</summary>
    [Example("dead-letters@shop.example")]
    public string From { get; set; } = "";

    /// <summary>Who is told.</summary>
    [Example("on-call@shop.example")]
    public IList<string> To { get; } = [];

    internal bool IsOn => !string.IsNullOrWhiteSpace(Host);
}

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

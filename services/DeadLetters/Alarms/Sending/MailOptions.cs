namespace Microservices.DeadLetters.Alarms.Sending;

/// <summary>Tells by mail (section <c>DeadLetters:Alarms:Mail</c>).</summary>
internal sealed class MailOptions
{
    /// <summary>The mail server; none by default, and then no mails are sent, whoever is to be told.</summary>
    public string? Host { get; set; }

    /// <summary>Its port; 25 by default.</summary>
    public int Port { get; set; } = 25;

    /// <summary>How the connection is encrypted; <c>StartTls</c> by default.</summary>
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>The name to log in with; none by default.</summary>
    public string? UserName { get; set; }

    /// <summary>The password to log in with.</summary>
    public string? Password { get; set; }

    /// <summary>The sender's address.</summary>
    public string From { get; set; } = "";

    /// <summary>Who is told.</summary>
    public IList<string> To { get; } = [];

    internal bool IsOn => !string.IsNullOrWhiteSpace(Host);
}

using MailKit.Net.Smtp;

namespace Microservices.Email.Sending.Smtp;

/// <summary>An open connection to the mail server, lent by <see cref="SmtpConnectionPool"/> to one sender at a time.</summary>
internal sealed class SmtpConnection(SmtpClient client) : IDisposable
{
    /// <summary>The client, connected and logged in.</summary>
    public SmtpClient Client { get; } = client;

    /// <summary>Mails that were sent over it.</summary>
    public int Mails { get; set; }

    /// <summary>When it was last used, as a timestamp of the pool's <see cref="TimeProvider"/>.</summary>
    public long LastUsed { get; set; }

    public void Dispose() => Client.Dispose();
}

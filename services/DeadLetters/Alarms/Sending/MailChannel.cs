using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Microservices.DeadLetters.Alarms.Sending;

/// <summary>Sends alarms by mail, as plain text.</summary>
internal sealed class MailChannel(IOptions<AlarmOptions> options) : INotificationChannel
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    public string Name => "mail";

    public bool IsOn => options.Value.Mail.IsOn;

    public bool HasSent(Notification notification) => notification.MailSentAt is not null;

    public void MarkSent(Notification notification, DateTime now) => notification.MailSentAt = now;

    public async Task SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        var mail = options.Value.Mail;
        using var message = Compose(notification, mail);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(Timeout);
        using var client = new SmtpClient();
        // Validated at start: there is a host, and a password with the name.
        await client.ConnectAsync(mail.Host!, mail.Port, mail.Security switch
        {
            MailSecurity.None => SecureSocketOptions.None,
            MailSecurity.SslOnConnect => SecureSocketOptions.SslOnConnect,
            _ => SecureSocketOptions.StartTls,
        }, limited.Token);
        if (!string.IsNullOrEmpty(mail.UserName))
            await client.AuthenticateAsync(mail.UserName, mail.Password!, limited.Token);
        await client.SendAsync(message, limited.Token);
        await client.DisconnectAsync(quit: true, limited.Token);
    }

    private MimeMessage Compose(Notification notification, MailOptions mail)
    {
        var from = MailboxAddress.Parse(mail.From);
        var message = new MimeMessage
        {
            Subject = AlarmText.Headline(notification),
            // The same for each try, so that a mailbox can tell a repetition.
            MessageId = string.Create(CultureInfo.InvariantCulture,
                $"dead-letters-{notification.Id}-{notification.CreatedAt.Ticks}@{from.Domain}"),
            Body = new TextPart("plain")
            {
                Text = string.Join("\r\n\r\n", new[]
                {
                    AlarmText.Headline(notification), AlarmText.Details(notification),
                    AlarmText.Link(notification, options.Value.PublicUrl), AlarmText.NextStep(notification),
                    $"Runbook: {options.Value.RunbookUrl}",
                }.Where(line => line is not null)),
            },
        };
        message.From.Add(from);
        message.To.AddRange(mail.To.Select(MailboxAddress.Parse));
        return message;
    }
}

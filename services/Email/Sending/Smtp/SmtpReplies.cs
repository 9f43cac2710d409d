using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using Microservices.ServiceDefaults.Customers;

namespace Microservices.Email.Sending.Smtp;

/// <summary>
/// Decides what a failed attempt means. Replies: RFC 5321 §4.2.1 (4xx for now, 5xx for good); the stage tells whether the
/// recipient, the mail or the service itself is refused.
/// </summary>
internal static class SmtpReplies
{
    /// <summary>The exception that <see cref="IEmailSender.SendAsync"/> throws for what MailKit threw.</summary>
    /// <param name="exception">What MailKit threw.</param>
    /// <param name="contentSent">Whether any of the mail's content went out.</param>
    /// <param name="recipient">The address to leave out of every text.</param>
    public static Exception Translate(Exception exception, bool contentSent, string recipient) => exception switch
    {
        SmtpCommandException reply => OfReply(reply, recipient),
        _ when contentSent => new MailOutcomeUnknownException(
            $"The connection to the mail server broke before its reply: {exception.Message}", exception),
        OperationCanceledException => exception,
        NotSupportedException => new RecipientRejectedException(exception.Message),
        ProtocolException or IOException or SocketException or ServiceNotConnectedException =>
            new MailNotAcceptedException($"The connection to the mail server broke: {exception.Message}", exception),
        _ => exception,
    };

    /// <summary>A server's reply without the recipient's address, on one line and short enough to store.</summary>
    public static string WithoutAddress(string reply, string recipient)
    {
        const int MaxLength = 500;
        return SingleLine.Of(reply.Replace(recipient, "recipient", StringComparison.OrdinalIgnoreCase), MaxLength);
    }

    private static Exception OfReply(SmtpCommandException reply, string recipient)
    {
        var code = (int)reply.StatusCode;
        var text = $"{code} {WithoutAddress(reply.Message, recipient)}";

        if (code is < 500 or > 599)
            return ForNow(reply, text);
        if (reply.StatusCode is SmtpStatusCode.AuthenticationRequired or SmtpStatusCode.AuthenticationInvalidCredentials)
            return NotAllowed(text);

        return reply.ErrorCode switch
        {
            SmtpErrorCode.RecipientNotAccepted => new RecipientRejectedException($"The mail server rejected the recipient: {text}"),
            SmtpErrorCode.MessageNotAccepted => new MailRejectedException($"The mail server rejected the mail: {text}"),
            // SIZE= and BODY= are announced in MAIL FROM: what is too large there is the mail, not the sender.
            SmtpErrorCode.SenderNotAccepted when reply.StatusCode == SmtpStatusCode.ExceededStorageAllocation =>
                new MailRejectedException($"The mail server rejected the mail: {text}"),
            _ => NotAllowed(text),
        };
    }

    private static MailNotAcceptedException ForNow(SmtpCommandException reply, string text) =>
        new($"The mail server refused for now: {text}")
        {
            // One busy or greylisted mailbox says nothing about the next; 421 closes the whole service.
            ServerTrouble = reply.ErrorCode != SmtpErrorCode.RecipientNotAccepted
                || reply.StatusCode == SmtpStatusCode.ServiceNotAvailable,
        };

    // The shop's own address or account is refused: no fault of the order, so it must not end in the error queue at once.
    private static MailNotAcceptedException NotAllowed(string text) =>
        new($"The mail server refused the sender: {text}") { CanRetryAtOnce = false };
}

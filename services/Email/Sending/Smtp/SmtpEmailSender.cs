using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;
using MimeKit;
using Polly;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Polly.Registry;
using Polly.Timeout;

namespace Microservices.Email.Sending.Smtp;

/// <summary>Sends mails by SMTP over pooled connections, within the pipeline of <see cref="SmtpResilience"/>.</summary>
internal sealed class SmtpEmailSender(
    SmtpConnectionPool pool,
    ResiliencePipelineProvider<string> pipelines,
    IOptions<SmtpOptions> options,
    ILogger<SmtpEmailSender> logger)
    : IEmailSender
{
    // Addresses and names as UTF-8 in the headers (RFC 6532), for mailboxes that cannot be written otherwise.
    private static readonly FormatOptions International = InternationalFormat();

    private readonly ResiliencePipeline _pipeline = pipelines.GetPipeline(SmtpResilience.PipelineName);

    public async Task<string> SendAsync(OrderMail mail, CancellationToken cancellationToken)
    {
        try
        {
            return await _pipeline.ExecuteAsync(
                static async (state, token) => await state.Sender.AttemptAsync(state.Mail, token),
                (Sender: this, Mail: mail), cancellationToken);
        }
        catch (TimeoutRejectedException exception)
        {
            // An attempt that was cut off after the content became MailOutcomeUnknownException: this one was not.
            throw new MailNotAcceptedException("The mail server did not answer in time.", exception);
        }
        catch (Exception exception) when (exception is BrokenCircuitException or RateLimiterRejectedException)
        {
            throw new MailNotAcceptedException("The mail server is left alone for a while.", exception);
        }
    }

    /// <summary>Takes a connection and sends nothing, within the pipeline: while its circuit is open, the server is away.</summary>
    public async Task ProbeAsync(CancellationToken cancellationToken) => await _pipeline.ExecuteAsync(
        static async (pool, token) => await pool.ReturnAsync(await pool.RentAsync(token)), pool, cancellationToken);

    private async Task<string> AttemptAsync(OrderMail mail, CancellationToken cancellationToken)
    {
        var connection = await pool.RentAsync(cancellationToken);
        var progress = new TransferProgress();
        try
        {
            var format = FormatFor(mail.Recipient, connection.Client);
            var sender = mail.Message.From.Mailboxes.First();
            var reply = await connection.Client.SendAsync(
                format, mail.Message, sender, [mail.Recipient], cancellationToken, progress);

            await pool.ReturnAsync(connection);
            return SmtpReplies.WithoutAddress(reply, mail.Recipient.Address);
        }
        catch (Exception exception)
        {
            await PutBackAsync(connection, exception);
            var translated = SmtpReplies.Translate(exception, progress.Started, mail.Recipient.Address);
            if (translated is MailNotAcceptedException { CanRetryAtOnce: false })
                logger.SenderRefused(options.Value.Host!, translated.Message); // the host is set: validated at start
            throw translated;
        }
    }

    // After a refusal the dialogue is in order again (MailKit sends RSET); after anything else nobody knows.
    private async Task PutBackAsync(SmtpConnection connection, Exception exception)
    {
        if (exception is SmtpCommandException { StatusCode: not SmtpStatusCode.ServiceNotAvailable } or RecipientRejectedException)
            await pool.ReturnAsync(connection);
        else
            pool.Discard(connection);
    }

    private static FormatOptions FormatFor(MailboxAddress recipient, SmtpClient client)
    {
        var localPart = recipient.Address[..recipient.Address.LastIndexOf('@')];
        // A domain of any script has an ASCII form, which MailKit sends; a local part has none (RFC 6531 §3.2).
        if (localPart.All(char.IsAscii))
            return FormatOptions.Default;

        return client.Capabilities.HasFlag(SmtpCapabilities.UTF8)
            ? International
            : throw new RecipientRejectedException(
                "The address has letters outside ASCII before the @, and the mail server does not offer SMTPUTF8.");
    }

    private static FormatOptions InternationalFormat()
    {
        var format = FormatOptions.Default.Clone();
        format.International = true;
        return format;
    }
}

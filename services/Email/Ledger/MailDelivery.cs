using Microservices.Email.Invoices;
using Microservices.Email.Sending;

namespace Microservices.Email.Ledger;

/// <summary>
/// Sends a mail of an order, guarded by the ledger: claims the row, writes and sends, and records every end but success, which the
/// consumer commits.
/// </summary>
internal sealed class MailDelivery(
    DeliveryLedger ledger,
    MailComposer composer,
    IEmailSender sender,
    DeliveryLease lease,
    EmailMetrics metrics,
    TimeProvider timeProvider,
    ILogger<MailDelivery> logger)
{
    /// <summary>Sends the mail, or answers <see langword="null"/> when it was sent before or there is none to send.</summary>
    /// <exception cref="DeliveryInProgressException">Another attempt is at it.</exception>
    public async Task<DeliveryReceipt?> DeliverAsync<TMessage>(IMailWriter<TMessage> writer, TMessage message, Guid messageId,
        CancellationToken cancellationToken)
    {
        var (kind, orderId) = (writer.Kind, writer.OrderIdOf(message));
        if (writer.FindReasonForNone(message) is { } reason)
        {
            metrics.Skipped(kind, reason);
            logger.MailSkipped(kind, orderId, reason);
            return null;
        }

        var mailMessageId = composer.MessageIdOf(kind, orderId);
        var claim = await ledger.ClaimAsync(
            kind, orderId, messageId, mailMessageId, lease.Duration + writer.WritingTimeout, cancellationToken);

        switch (claim.Outcome)
        {
            case ClaimOutcome.AlreadySent:
                logger.AlreadySent(kind, orderId, messageId);
                return null;
            case ClaimOutcome.InProgress:
                throw new DeliveryInProgressException(kind, orderId);
            case ClaimOutcome.ClaimedAgain:
                // A crash between the server's 250 and the commit cannot be told from one just before it.
                metrics.SendRepeated(kind);
                logger.SendRepeated(kind, orderId, claim.Attempts);
                break;
            case ClaimOutcome.Claimed:
            default:
                break;
        }

        var reply = await SendAsync(writer, message, claim, cancellationToken);
        return new DeliveryReceipt(kind, orderId, mailMessageId, reply, timeProvider.GetUtcNow());
    }

    private async Task<string> SendAsync<TMessage>(IMailWriter<TMessage> writer, TMessage message, DeliveryClaim claim,
        CancellationToken cancellationToken)
    {
        var started = timeProvider.GetTimestamp();
        var isSending = false;
        try
        {
            var mail = await writer.WriteAsync(message, cancellationToken);
            isSending = true;
            started = timeProvider.GetTimestamp();
            var reply = await sender.SendAsync(mail, cancellationToken);

            metrics.Sent(claim.Kind, timeProvider.GetElapsedTime(started));
            return reply;
        }
        catch (Exception exception)
        {
            await RecordFailureAsync(claim, exception, isSending, timeProvider.GetElapsedTime(started));
            throw;
        }
    }

    private async Task RecordFailureAsync(DeliveryClaim claim, Exception exception, bool isSending, TimeSpan elapsed)
    {
        // Recorded even while the service stops: the attempt's own token may be what ended it.
        using var timeout = new CancellationTokenSource(DeliveryLease.TimeToRecord);
        try
        {
            switch (exception)
            {
                case RecipientRejectedException or MailRejectedException or InvoiceDocumentWrongException:
                    metrics.Rejected(claim.Kind, elapsed);
                    logger.MailRejected(claim.Kind, claim.OrderId, claim.Attempts, exception.Message);
                    await ledger.RejectAsync(claim, exception.Message, timeout.Token);
                    break;
                case MailOutcomeUnknownException or OperationCanceledException when isSending:
                    metrics.Failed(claim.Kind, elapsed);
                    logger.OutcomeUnknown(claim.Kind, claim.OrderId, claim.Attempts, exception.Message);
                    await ledger.AbandonAsync(claim, exception.Message, timeout.Token);
                    break;
                default:
                    metrics.Failed(claim.Kind, elapsed);
                    logger.SendFailed(claim.Kind, claim.OrderId, claim.Attempts, exception.Message);
                    await ledger.ReleaseAsync(claim, exception.Message, timeout.Token);
                    break;
            }
        }
        catch (Exception failure)
        {
            // The claim then ends by its lease, only later; the exception that counts is the sender's.
            logger.LedgerNotUpdated(claim.Kind, claim.OrderId, failure);
        }
    }
}

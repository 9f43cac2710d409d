using Contracts.Orders;
using Microservices.Email.Sending;

namespace Microservices.Email.Ledger;

/// <summary>
/// Sends the confirmation of an order, guarded by the ledger: claims the row, sends, and records every end but success,
/// which the consumer commits together with its event.
/// </summary>
internal sealed class ConfirmationDelivery(
    DeliveryLedger ledger,
    ConfirmationComposer composer,
    IEmailSender sender,
    DeliveryLease lease,
    EmailMetrics metrics,
    TimeProvider timeProvider,
    ILogger<ConfirmationDelivery> logger)
{
    /// <summary>Sends the mail, or answers <see langword="null"/> when it was sent before.</summary>
    /// <exception cref="DeliveryInProgressException">Another attempt is at it.</exception>
    public async Task<DeliveryReceipt?> DeliverAsync(OrderConfirmed order, Guid messageId,
        CancellationToken cancellationToken)
    {
        var mailMessageId = composer.MessageIdOf(order.OrderId);
        var claim = await ledger.ClaimAsync(order.OrderId, messageId, mailMessageId, lease.Duration, cancellationToken);

        switch (claim.Outcome)
        {
            case ClaimOutcome.AlreadySent:
                logger.AlreadySent(order.OrderId, messageId);
                return null;
            case ClaimOutcome.InProgress:
                throw new DeliveryInProgressException(order.OrderId);
            case ClaimOutcome.ClaimedAgain:
                // A crash between the server's 250 and the commit cannot be told from one just before it.
                metrics.SendRepeated();
                logger.SendRepeated(order.OrderId, claim.Attempts);
                break;
            case ClaimOutcome.Claimed:
            default:
                break;
        }

        var reply = await SendAsync(order, claim, cancellationToken);
        return new DeliveryReceipt(order.OrderId, mailMessageId, reply, timeProvider.GetUtcNow());
    }

    private async Task<string> SendAsync(OrderConfirmed order, DeliveryClaim claim, CancellationToken cancellationToken)
    {
        var started = timeProvider.GetTimestamp();
        try
        {
            var reply = await sender.SendAsync(composer.Compose(order), cancellationToken);

            metrics.Sent(timeProvider.GetElapsedTime(started));
            return reply;
        }
        catch (Exception exception)
        {
            await RecordFailureAsync(claim, exception, timeProvider.GetElapsedTime(started));
            throw;
        }
    }

    private async Task RecordFailureAsync(DeliveryClaim claim, Exception exception, TimeSpan elapsed)
    {
        // Recorded even while the service stops: the attempt's own token may be what ended it.
        using var timeout = new CancellationTokenSource(DeliveryLease.TimeToRecord);
        try
        {
            switch (exception)
            {
                case RecipientRejectedException or MailRejectedException:
                    metrics.Rejected(elapsed);
                    logger.ConfirmationRejected(claim.OrderId, claim.Attempts, exception.Message);
                    await ledger.RejectAsync(claim, exception.Message, timeout.Token);
                    break;
                case MailOutcomeUnknownException or OperationCanceledException:
                    metrics.Failed(elapsed);
                    logger.OutcomeUnknown(claim.OrderId, claim.Attempts, exception.Message);
                    await ledger.AbandonAsync(claim, exception.Message, timeout.Token);
                    break;
                default:
                    metrics.Failed(elapsed);
                    logger.SendFailed(claim.OrderId, claim.Attempts, exception.Message);
                    await ledger.ReleaseAsync(claim, exception.Message, timeout.Token);
                    break;
            }
        }
        catch (Exception failure)
        {
            // The claim then ends by its lease, only later; the exception that counts is the sender's.
            logger.LedgerNotUpdated(claim.OrderId, failure);
        }
    }
}

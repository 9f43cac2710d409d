using Microservices.Email.Data;
using Microservices.ServiceDefaults.Customers;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Email.Ledger;

/// <summary>
/// Remembers for each order what is known about its mails, one of each kind. Every method is a few short statements in a connection of their
/// own, never part of the consumer's transaction: what is written before SMTP must outlive a crash, and a rollback.
/// </summary>
internal sealed class DeliveryLedger(IServiceScopeFactory scopes, TimeProvider timeProvider)
{
    /// <summary>
    /// Claims a mail of an order for one attempt, unless it was sent before or another attempt is alive. An attempt
    /// counts as alive until <paramref name="lease"/> is over, because nobody can tell a slow sender from a dead one.
    /// </summary>
    public async Task<DeliveryClaim> ClaimAsync(MailKind kind, Guid orderId, Guid messageId, string mailMessageId,
        TimeSpan lease, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var dbContext = scope.ServiceProvider.GetRequiredService<EmailDbContext>();
        var claimId = Guid.CreateVersion7();
        var now = timeProvider.GetUtcNow().UtcDateTime;
        var until = now + lease;

        // PostgreSQL and SQLite read this alike. One statement, so that of two concurrent copies one gets the row.
        var attempts = await dbContext.Database.SqlQuery<int>(MailTables.Insert(kind,
            $"""
            INSERT INTO deliveries AS delivery (order_id, message_id, status, mail_message_id, attempts, repeated_sends,
                claim_id, claimed_until, created_at, sending_at)
            VALUES ({orderId}, {messageId}, 'Sending', {mailMessageId}, 1, 0, {claimId}, {until}, {now}, {now})
            ON CONFLICT (order_id) DO UPDATE SET
                message_id = excluded.message_id,
                status = excluded.status,
                attempts = delivery.attempts + 1,
                claim_id = excluded.claim_id,
                claimed_until = excluded.claimed_until,
                sending_at = excluded.sending_at
            WHERE delivery.status IN ('Pending', 'Rejected')
            RETURNING attempts AS "Value"
            """)).ToListAsync(cancellationToken);
        if (attempts is [var attempt])
            return new DeliveryClaim(ClaimOutcome.Claimed, kind, orderId, claimId, attempt);

        // Somebody else's row: take it over if its owner is overdue, then see whose it is and why.
        var takenOver = await dbContext.Deliveries(kind)
            .Where(delivery => delivery.OrderId == orderId
                && delivery.Status == DeliveryStatus.Sending && delivery.ClaimedUntil <= now)
            .ExecuteUpdateAsync(row => row
                .SetProperty(delivery => delivery.MessageId, messageId)
                .SetProperty(delivery => delivery.Attempts, delivery => delivery.Attempts + 1)
                .SetProperty(delivery => delivery.RepeatedSends, delivery => delivery.RepeatedSends + 1)
                .SetProperty(delivery => delivery.ClaimId, claimId)
                .SetProperty(delivery => delivery.ClaimedUntil, until)
                .SetProperty(delivery => delivery.SendingAt, now), cancellationToken);
        var delivery = await dbContext.Deliveries(kind).AsNoTracking()
            .SingleAsync(delivery => delivery.OrderId == orderId, cancellationToken);

        var outcome = takenOver > 0 ? ClaimOutcome.ClaimedAgain
            : delivery.Status == DeliveryStatus.Sent ? ClaimOutcome.AlreadySent
            : ClaimOutcome.InProgress;
        return new DeliveryClaim(outcome, kind, orderId, claimId, delivery.Attempts);
    }

    /// <summary>Gives a claim back: nothing was sent, the next attempt may begin at once.</summary>
    public Task ReleaseAsync(DeliveryClaim claim, string reason, CancellationToken cancellationToken) =>
        EndAsync(claim, DeliveryStatus.Pending, reason, cancellationToken);

    /// <summary>Ends a claim: the server refused for good.</summary>
    public Task RejectAsync(DeliveryClaim claim, string reason, CancellationToken cancellationToken) =>
        EndAsync(claim, DeliveryStatus.Rejected, reason, cancellationToken);

    /// <summary>
    /// Ends a claim without knowing whether the server has the mail: the row stays <see cref="DeliveryStatus.Sending"/>,
    /// so that the next attempt, which may begin at once, counts as a repeated one.
    /// </summary>
    public Task AbandonAsync(DeliveryClaim claim, string reason, CancellationToken cancellationToken) =>
        EndAsync(claim, DeliveryStatus.Sending, reason, cancellationToken);

    /// <summary>
    /// Marks a mail of an order as sent, in the transaction of <paramref name="dbContext"/>. Answers whether this was
    /// the first to do so. Does not ask who owns the claim: who has the server's reply is right in any case.
    /// </summary>
    public static async Task<bool> RecordSentAsync(EmailDbContext dbContext, DeliveryReceipt receipt,
        CancellationToken cancellationToken) =>
        await dbContext.Deliveries(receipt.Kind)
            .Where(delivery => delivery.OrderId == receipt.OrderId && delivery.Status != DeliveryStatus.Sent)
            .ExecuteUpdateAsync(row => row
                .SetProperty(delivery => delivery.Status, DeliveryStatus.Sent)
                .SetProperty(delivery => delivery.ServerReply, Cut(receipt.Reply))
                .SetProperty(delivery => delivery.SentAt, receipt.SentAt.UtcDateTime), cancellationToken) > 0;

    private async Task EndAsync(DeliveryClaim claim, DeliveryStatus status, string reason,
        CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var dbContext = scope.ServiceProvider.GetRequiredService<EmailDbContext>();
        var now = timeProvider.GetUtcNow().UtcDateTime;

        // Only the owner's word counts: a claim that was taken over meanwhile changes nothing.
        await dbContext.Deliveries(claim.Kind)
            .Where(delivery => delivery.OrderId == claim.OrderId && delivery.ClaimId == claim.ClaimId
                && delivery.Status == DeliveryStatus.Sending)
            .ExecuteUpdateAsync(row => row
                .SetProperty(delivery => delivery.Status, status)
                .SetProperty(delivery => delivery.ServerReply, Cut(reason))
                .SetProperty(delivery => delivery.ClaimedUntil, now), cancellationToken);
    }

    private static string Cut(string text) => SingleLine.Of(text, DeliveryConfiguration.ServerReplyLength);
}

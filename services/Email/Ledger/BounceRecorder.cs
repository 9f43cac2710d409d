using Microservices.Email.Data;
using Microservices.ServiceDefaults.Auditing;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Email.Ledger;

/// <summary>Records the mails that came back, and finds the state of an order's mails.</summary>
internal sealed class BounceRecorder(
    EmailDbContext dbContext, EmailMetrics metrics, TimeProvider timeProvider, ILogger<BounceRecorder> logger)
{
    /// <summary>The delivery of an order's mail and its bounce; <see langword="null"/> when there is none.</summary>
    public async Task<(Delivery Delivery, Bounce? Bounce)?> FindAsync(MailKind kind, Guid orderId, CancellationToken cancellationToken)
    {
        var found = await (
            from delivery in dbContext.Deliveries(kind).AsNoTracking()
            where delivery.OrderId == orderId
            join bounce in dbContext.Bounces(kind).AsNoTracking() on delivery.OrderId equals bounce.OrderId into bounces
            from bounce in bounces.DefaultIfEmpty()
            select new { delivery, bounce }).SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : (found.delivery, found.bounce);
    }

    /// <summary>Records a bounce, unless one of the same mail is recorded: the first report stays.</summary>
    public async Task RecordAsync(MailKind kind, Bounce bounce, string actor, CancellationToken cancellationToken)
    {
        await using var transaction = await dbContext.Database.BeginTransactionAsync(cancellationToken);
        // Valid in PostgreSQL and SQLite. One statement, so that only one of two simultaneous reports is recorded.
        var recorded = await dbContext.Database.ExecuteSqlAsync(MailTables.Insert(kind,
            $"""
            INSERT INTO bounces (order_id, status_code, diagnostic, bounced_at)
            VALUES ({bounce.OrderId}, {bounce.StatusCode}, {bounce.Diagnostic}, {bounce.BouncedAt})
            ON CONFLICT (order_id) DO NOTHING
            """), cancellationToken);
        if (recorded == 0)
            return;

        dbContext.Audit(timeProvider.GetUtcNow(), actor, "mail.bounced", $"{kind}:{bounce.OrderId}", new { bounce.StatusCode });
        await dbContext.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        metrics.Bounced(kind);
        logger.MailBounced(kind, bounce.OrderId, bounce.StatusCode);
    }
}

using Microservices.Email.Data;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Email.Ledger;

/// <summary>Records the mails that came back, and finds the state of an order's mail.</summary>
internal sealed class BounceRecorder(EmailDbContext dbContext, EmailMetrics metrics, ILogger<BounceRecorder> logger)
{
    /// <summary>The delivery of an order and its bounce; <see langword="null"/> when there is none.</summary>
    public async Task<(Delivery Delivery, Bounce? Bounce)?> FindAsync(Guid orderId, CancellationToken cancellationToken)
    {
        var found = await (
            from delivery in dbContext.Deliveries.AsNoTracking()
            where delivery.OrderId == orderId
            join bounce in dbContext.Bounces.AsNoTracking() on delivery.OrderId equals bounce.OrderId into bounces
            from bounce in bounces.DefaultIfEmpty()
            select new { delivery, bounce }).SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : (found.delivery, found.bounce);
    }

    /// <summary>Records a bounce, unless one of the same mail is recorded: the first report stays.</summary>
    public async Task RecordAsync(Bounce bounce, CancellationToken cancellationToken)
    {
        // Valid in PostgreSQL and SQLite. One statement, so that only one of two simultaneous reports is recorded.
        var recorded = await dbContext.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO bounces (order_id, status_code, diagnostic, bounced_at)
            VALUES ({bounce.OrderId}, {bounce.StatusCode}, {bounce.Diagnostic}, {bounce.BouncedAt})
            ON CONFLICT (order_id) DO NOTHING
            """, cancellationToken);
        if (recorded == 0)
            return;

        metrics.Bounced();
        logger.ConfirmationBounced(bounce.OrderId, bounce.StatusCode);
    }
}

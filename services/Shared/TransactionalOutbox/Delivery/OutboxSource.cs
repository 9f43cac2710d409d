using Microsoft.EntityFrameworkCore;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// Where outgoing messages wait. Belongs to one delivery service, which runs one pass at a time: claim, load, send,
/// complete.
/// </summary>
internal abstract class OutboxSource
{
    /// <summary>Claims outboxes, oldest first, leaving out those in back-off, and returns how many.</summary>
    public abstract Task<int> ClaimAsync(DbContext dbContext, OutboxStatements statements, int limit,
        CancellationToken cancellationToken);

    /// <summary>Loads messages of the claimed outboxes in sending order.</summary>
    public abstract Task<List<OutboxMessage>> LoadAsync(DbContext dbContext, OutboxStatements statements,
        int limitPerOutbox, int limit, CancellationToken cancellationToken);

    /// <summary>Deletes what was sent, completes outboxes that have nothing left, backs off from those that failed.</summary>
    public abstract Task CompleteAsync(DbContext dbContext, OutboxStatements statements,
        OutboxSendResult result, CancellationToken cancellationToken);
}

using Microsoft.EntityFrameworkCore;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// The stored messages, as one delivery pass sees them. Whoever locks the first message of an outbox has claimed the
/// outbox: replicas share the work by that, and keep the order within it.
/// </summary>
internal sealed class OutboxStore(DbContext dbContext, ILockStatementProvider provider)
{
    private readonly OutboxStatements _statements = provider.GetStatements(dbContext);

    /// <summary>
    /// Claims outboxes whose first message is after a sequence number, oldest first, and returns the sequence numbers of their
    /// first messages.
    /// </summary>
    public async Task<List<long>> ClaimAsync(bool withBusOutbox, long after, IReadOnlyCollection<long> skip, int limit,
        CancellationToken cancellationToken)
    {
        await using var claim = dbContext.CreateCommand(_statements.ClaimFirst,
            ("@bus", withBusOutbox), ("@after", after), ("@skip", provider.ToParameter(skip)), ("@limit", limit));
        return await claim.ReadListAsync<long>(cancellationToken);
    }

    /// <summary>
    /// Claims those of the given outboxes whose first message is still there and free; returns those of their messages that
    /// are: of an outbox whose first message did not go, another process may have sent others.
    /// </summary>
    public async Task<List<OutboxMessage>> ClaimAsync(IReadOnlyList<IReadOnlyList<OutboxMessage>> outboxes,
        CancellationToken cancellationToken)
    {
        await using var claim = dbContext.CreateCommand(_statements.ClaimGiven,
            ("@ids", provider.ToParameter(outboxes.SelectMany(x => x).Select(x => x.SequenceNumber).ToArray())));
        var claimed = (await claim.ReadListAsync<long>(cancellationToken)).ToHashSet();
        return [.. outboxes.Where(x => claimed.Contains(x[0].SequenceNumber)).SelectMany(x => x)
            .Where(x => claimed.Contains(x.SequenceNumber))];
    }

    /// <summary>Loads messages of the claimed outboxes in sending order.</summary>
    public Task<List<OutboxMessage>> LoadAsync(IReadOnlyCollection<long> claimed, int limitPerOutbox, int limit,
        CancellationToken cancellationToken) =>
        dbContext.Set<OutboxMessage>()
            .FromSqlRaw(_statements.Load, provider.ToParameter(claimed), limitPerOutbox, limit)
            .AsNoTracking().ToListAsync(cancellationToken);

    /// <summary>Deletes what was sent, and the rows of outboxes that have nothing left, and ends the claim.</summary>
    public async Task CompleteAsync(IReadOnlyCollection<OutboxMessage> sent, CancellationToken cancellationToken)
    {
        // Where claims lock nothing, there is no transaction yet.
        await using var transaction = dbContext.Database.CurrentTransaction
            ?? await dbContext.Database.BeginTransactionAsync(cancellationToken);
        if (sent.Count > 0)
            await DeleteAsync(sent, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task DeleteAsync(IReadOnlyCollection<OutboxMessage> sent, CancellationToken cancellationToken)
    {
        var sequenceNumbers = provider.ToParameter(sent.Select(x => x.SequenceNumber).ToArray());
        var outboxes = sent.Select(x => x.OutboxId).OfType<Guid>().Distinct().ToArray();
        await using var delete = outboxes.Length == 0
            ? dbContext.CreateCommand(_statements.DeleteMessages, ("@sent", sequenceNumbers))
            : dbContext.CreateCommand($"{_statements.DeleteMessages};\n{_statements.DeleteOutboxes}",
                ("@sent", sequenceNumbers), ("@ids", provider.ToParameter(outboxes)));
        await delete.ExecuteNonQueryAsync(cancellationToken);
    }
}

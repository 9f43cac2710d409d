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
        var claimed = new HashSet<(long, Guid)>();
        await using (var reader = await claim.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
                claimed.Add((reader.GetInt64(0), reader.GetGuid(1)));
        }

        return [.. outboxes.Where(x => IsClaimed(x[0])).SelectMany(x => x).Where(IsClaimed)];

        bool IsClaimed(OutboxMessage message) => claimed.Contains((message.SequenceNumber, message.MessageId));
    }

    /// <summary>Loads messages of the claimed outboxes in sending order.</summary>
    public async Task<List<OutboxMessage>> LoadAsync(IReadOnlyCollection<long> claimed, int limitPerOutbox, int limit,
        CancellationToken cancellationToken)
    {
        await using var load = dbContext.CreateCommand(_statements.Load,
            ("@first", provider.ToParameter(claimed)), ("@perOutbox", limitPerOutbox), ("@limit", limit));
        return await MessageReader.Of(dbContext).ReadAsync(load, cancellationToken);
    }

    /// <summary>Whether any message is stored: one statement and no transaction, all that a service at rest costs its database.</summary>
    public async Task<bool> IsAnyStoredAsync(CancellationToken cancellationToken)
    {
        await using var any = dbContext.CreateCommand(_statements.IsAnyStored);
        return await any.ExecuteScalarAsync(cancellationToken) is not null;
    }

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

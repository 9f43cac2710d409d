using Microsoft.EntityFrameworkCore;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>What differs between the two sources is the type of the key and the statements; the rest is here.</summary>
/// <typeparam name="TKey">Key of an outbox.</typeparam>
internal abstract class KeyedOutboxSource<TKey>(ILockStatementProvider provider, TimeProvider timeProvider) : OutboxSource
    where TKey : notnull
{
    private readonly OutboxBackoff<TKey> _backoff = new(timeProvider);
    private List<TKey> _claimed = [];

    protected ILockStatementProvider Provider { get; } = provider;

    public override async Task<int> ClaimAsync(DbContext dbContext, OutboxStatements statements, int limit,
        CancellationToken cancellationToken)
    {
        await using var claim = dbContext.CreateCommand(ClaimSql(statements),
            ("@skip", ToParameter(_backoff.Waiting())), ("@limit", limit));
        _claimed = await claim.ReadListAsync<TKey>(cancellationToken);
        return _claimed.Count;
    }

    public override Task<List<OutboxMessage>> LoadAsync(DbContext dbContext, OutboxStatements statements, int limitPerOutbox,
        int limit, CancellationToken cancellationToken) =>
        dbContext.Set<OutboxMessage>()
            .FromSqlRaw(LoadSql(statements), ToParameter(_claimed), limitPerOutbox, limit)
            .AsNoTracking().ToListAsync(cancellationToken);

    public override async Task CompleteAsync(DbContext dbContext, OutboxStatements statements,
        OutboxSendResult result, CancellationToken cancellationToken)
    {
        // Both statements in one round trip.
        await using var complete = dbContext.CreateCommand($"{statements.DeleteMessages};\n{CompleteSql(statements)}",
            ("@sent", Provider.ToParameter(result.Sent.Select(x => x.SequenceNumber).ToArray())),
            ("@ids", ToParameter(_claimed)), ("@now", timeProvider.GetUtcNow().UtcDateTime));
        await complete.ExecuteNonQueryAsync(cancellationToken);

        var failedKeys = await KeysOfAsync(dbContext, result.Failed.Select(x => x.Message), cancellationToken);
        _backoff.Extend(failedKeys);
        _backoff.Clear(_claimed.Except(failedKeys));
    }

    protected abstract string ClaimSql(OutboxStatements statements);

    protected abstract string LoadSql(OutboxStatements statements);

    protected abstract string CompleteSql(OutboxStatements statements);

    protected abstract object ToParameter(IReadOnlyCollection<TKey> keys);

    protected abstract Task<IReadOnlyCollection<TKey>> KeysOfAsync(DbContext dbContext,
        IEnumerable<OutboxMessage> messages, CancellationToken cancellationToken);
}

namespace Microservices.DeadLetters.Archive;

internal sealed class PostgresArchiveSql : IArchiveSql
{
    public Task<List<SelectedLetter>> LockAsync(
        DeadLettersDbContext dbContext, IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
    {
        var array = ids.ToArray();
        return dbContext.Database.SqlQuery<SelectedLetter>($"""
            SELECT id, group_id, queue, status, resolved_at FROM dead_letters WHERE id = ANY ({array})
            ORDER BY id FOR NO KEY UPDATE
            """).ToListAsync(cancellationToken);
    }

    public Task<List<SelectedLetter>> LockDueAsync(
        DeadLettersDbContext dbContext, DateTime now, int limit, CancellationToken cancellationToken) =>
        dbContext.Database.SqlQuery<SelectedLetter>($"""
            SELECT id, group_id, queue, status, resolved_at FROM dead_letters
            WHERE purge_at <= {now} AND status IN ('resolved', 'archived')
            ORDER BY id LIMIT {limit} FOR UPDATE SKIP LOCKED
            """).ToListAsync(cancellationToken);

    public Task AuditAsync(DeadLettersDbContext dbContext, IReadOnlyCollection<long> ids, AuditEntry entry,
        CancellationToken cancellationToken)
    {
        var array = ids.ToArray();
        return dbContext.Database.ExecuteSqlAsync($"""
            INSERT INTO audit (at, actor, action, target, reason, details)
            SELECT {entry.At}, {entry.Actor}, {entry.Action}, 'dead-letter:' || id, {entry.Reason},
                jsonb_build_object('queue', queue, 'messageKey', message_key)
            FROM dead_letters WHERE id = ANY ({array}) ORDER BY id
            """, cancellationToken);
    }
}

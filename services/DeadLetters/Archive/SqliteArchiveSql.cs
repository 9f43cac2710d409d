namespace Microservices.DeadLetters.Archive;

/// <summary>SQLite has one writer at a time: the transaction holds everything.</summary>
internal sealed class SqliteArchiveSql : IArchiveSql
{
    public Task<List<SelectedLetter>> LockAsync(
        DeadLettersDbContext dbContext, IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
    {
        var array = ids.ToArray();
        return Select(dbContext.DeadLetters.Where(letter => array.Contains(letter.Id)), cancellationToken);
    }

    public Task<List<SelectedLetter>> LockDueAsync(
        DeadLettersDbContext dbContext, DateTime now, int limit, CancellationToken cancellationToken) =>
        Select(dbContext.DeadLetters.Where(letter => letter.PurgeAt <= now
                && (letter.Status == DeadLetterStatus.Resolved || letter.Status == DeadLetterStatus.Archived))
            .OrderBy(letter => letter.Id).Take(limit), cancellationToken);

    public Task AuditAsync(DeadLettersDbContext dbContext, IReadOnlyCollection<long> ids, AuditEntry entry,
        CancellationToken cancellationToken)
    {
        var array = JsonSerializer.Serialize(ids);
        return dbContext.Database.ExecuteSqlAsync($"""
            INSERT INTO audit (at, actor, action, target, reason, details)
            SELECT {entry.At}, {entry.Actor}, {entry.Action}, 'dead-letter:' || id, {entry.Reason},
                json_object('queue', queue, 'messageKey', message_key)
            FROM dead_letters WHERE id IN (SELECT value FROM json_each({array})) ORDER BY id
            """, cancellationToken);
    }

    private static Task<List<SelectedLetter>> Select(IQueryable<DeadLetter> letters, CancellationToken cancellationToken) =>
        letters.AsNoTracking()
            .Select(letter => new SelectedLetter(letter.Id, letter.GroupId, letter.Queue, letter.Status, letter.ResolvedAt))
            .ToListAsync(cancellationToken);
}

namespace Microservices.DeadLetters.Archive;

/// <summary>Changes dead letters that the transaction holds, and the counts of their groups with them.</summary>
internal sealed class ArchiveStore(DeadLettersDbContext dbContext)
{
    // As many ids as a statement takes without a plan of its own; the transaction goes over all chunks.
    private const int Chunk = 5_000;

    private static readonly PostgresArchiveSql Postgres = new();
    private static readonly SqliteArchiveSql Sqlite = new();

    /// <summary>The statements in the dialect of the database.</summary>
    public IArchiveSql Sql => dbContext.Database.IsSqlite() ? Sqlite : Postgres;

    /// <summary>Reads and locks the dead letters of these ids.</summary>
    public async Task<List<SelectedLetter>> LockAsync(IEnumerable<long> ids, CancellationToken cancellationToken)
    {
        List<SelectedLetter> letters = [];
        foreach (var chunk in ids.Order().Chunk(Chunk))
            letters.AddRange(await Sql.LockAsync(dbContext, chunk, cancellationToken));
        return letters;
    }

    /// <summary>Archives.</summary>
    public Task ArchiveAsync(
        IReadOnlyCollection<SelectedLetter> letters, DateTime now, DateTime purgeAt, CancellationToken cancellationToken) =>
        ChangeAsync(letters, chunk => chunk.ExecuteUpdateAsync(update => update
            .SetProperty(letter => letter.Status, DeadLetterStatus.Archived)
            .SetProperty(letter => letter.ArchivedAt, now)
            .SetProperty(letter => letter.PurgeAt, purgeAt), cancellationToken),
            letter => letter.Status == DeadLetterStatus.Open ? -1 : 0, total: 0, cancellationToken);

    /// <summary>Takes back what was archived: to what it was before.</summary>
    public Task RestoreAsync(IReadOnlyCollection<SelectedLetter> letters, CancellationToken cancellationToken) =>
        ChangeAsync(letters, chunk => chunk.ExecuteUpdateAsync(update => update
            .SetProperty(letter => letter.Status,
                letter => letter.ResolvedAt == null ? DeadLetterStatus.Open : DeadLetterStatus.Resolved)
            .SetProperty(letter => letter.ArchivedAt, (DateTime?)null)
            .SetProperty(letter => letter.PurgeAt, (DateTime?)null), cancellationToken),
            letter => letter.ResolvedAt is null ? 1 : 0, total: 0, cancellationToken);

    /// <summary>Deletes, with attempts and replay items.</summary>
    public Task DeleteAsync(IReadOnlyCollection<SelectedLetter> letters, CancellationToken cancellationToken) =>
        ChangeAsync(letters, chunk => chunk.ExecuteDeleteAsync(cancellationToken),
            letter => letter.Status == DeadLetterStatus.Open ? -1 : 0, total: -1, cancellationToken);

    /// <summary>Writes an entry for each dead letter.</summary>
    public async Task AuditAsync(
        IReadOnlyCollection<SelectedLetter> letters, AuditEntry entry, CancellationToken cancellationToken)
    {
        foreach (var chunk in letters.Chunk(Chunk))
            await Sql.AuditAsync(dbContext, [.. chunk.Select(letter => letter.Id)], entry, cancellationToken);
    }

    // Groups last and in the order of their ids: all that count wait for each other there, and shortly.
    private async Task ChangeAsync(IReadOnlyCollection<SelectedLetter> letters, Func<IQueryable<DeadLetter>, Task<int>> change,
        Func<SelectedLetter, int> open, int total, CancellationToken cancellationToken)
    {
        foreach (var chunk in letters.Chunk(Chunk))
        {
            var ids = chunk.Select(letter => letter.Id).ToArray();
            await change(dbContext.DeadLetters.Where(letter => ids.Contains(letter.Id)));
        }

        foreach (var group in letters.GroupBy(letter => letter.GroupId).OrderBy(group => group.Key))
        {
            var opened = (long)group.Sum(open);
            var added = (long)group.Count() * total;
            if (opened == 0 && added == 0)
                continue;

            await dbContext.Groups.Where(row => row.Id == group.Key).ExecuteUpdateAsync(update => update
                .SetProperty(row => row.OpenCount, row => row.OpenCount + opened)
                .SetProperty(row => row.TotalCount, row => row.TotalCount + added), cancellationToken);
        }
    }
}

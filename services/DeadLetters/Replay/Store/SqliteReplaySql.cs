namespace Microservices.DeadLetters.Replay.Store;

/// <summary>SQLite has one writer at a time: a transaction that writes holds everything.</summary>
internal sealed class SqliteReplaySql : IReplaySql
{
    // "WHERE true": without it, SQLite takes ON for the beginning of a join.
    public FreezeStatements Freeze { get; } = new("", """
        INSERT INTO replay_items (replay_id, ordinal, dead_letter_id, state, reason, finished_at)
        SELECT @replay, row_number() OVER (ORDER BY reason IS NOT NULL, last_failed_at, id), id,
            CASE WHEN reason IS NULL THEN 'queued' ELSE 'skipped' END, reason,
            CASE WHEN reason IS NULL THEN NULL ELSE @now END
        FROM candidate WHERE true
        """);

    public Task<DateTime> NowAsync(
        DeadLettersDbContext dbContext, TimeProvider timeProvider, CancellationToken cancellationToken) =>
        Task.FromResult(timeProvider.GetUtcNow().UtcDateTime);

    public async Task<long> DrawAsync(DeadLettersDbContext dbContext, CancellationToken cancellationToken) =>
        await dbContext.ReplayItems.MaxAsync(item => item.OutcomeNumber, cancellationToken) ?? 0;

    public async Task<long> NumberAsync(DeadLettersDbContext dbContext, CancellationToken cancellationToken) =>
        1 + (await dbContext.Replays.MaxAsync(job => (long?)job.Number, cancellationToken) ?? 0);

    public Task<ReplayJob?> LockAsync(
        DeadLettersDbContext dbContext, Guid replayId, CancellationToken cancellationToken) =>
        dbContext.Replays.AsTracking()
            .SingleOrDefaultAsync(job => job.Id == replayId && job.FinishedAt == null, cancellationToken);

    public Task<ReplayJob?> WaitForAsync(
        DeadLettersDbContext dbContext, Guid replayId, CancellationToken cancellationToken) =>
        dbContext.Replays.AsTracking().SingleOrDefaultAsync(job => job.Id == replayId, cancellationToken);

    public async Task<IReadOnlyList<EndedItem>> ClaimAsync(DeadLettersDbContext dbContext, Guid replayId, int lastOrdinal,
        int limit, long bytes, DateTime now, DateTime abandoned, CancellationToken cancellationToken) =>
        await dbContext.Database.SqlQuery<EndedItem>($"""
            UPDATE replay_items SET state = 'publishing', published_at = {now}
            WHERE id IN (
                SELECT id FROM (
                    SELECT id, size, sum(size) OVER (ORDER BY ordinal) AS total FROM (
                        SELECT item.id, item.ordinal, COALESCE(length(item.edited_body), length(letter.body)) AS size
                        FROM replay_items AS item JOIN dead_letters AS letter ON letter.id = item.dead_letter_id
                        WHERE item.replay_id = {replayId} AND item.ordinal <= {lastOrdinal}
                            AND (item.state = 'queued' OR item.state = 'publishing' AND item.published_at < {abandoned})
                        ORDER BY item.ordinal LIMIT {limit}) AS waiting) AS sized
                WHERE total - size < {bytes})
            RETURNING id, dead_letter_id
            """).ToListAsync(cancellationToken);

    public async Task<IReadOnlyList<EndedItem>> EndAsync(DeadLettersDbContext dbContext, IReadOnlyCollection<long> items,
        string[] from, string to, string? reason, DateTime now, CancellationToken cancellationToken)
    {
        var ids = JsonSerializer.Serialize(items);
        var states = JsonSerializer.Serialize(from);
        return await dbContext.Database.SqlQuery<EndedItem>($"""
            UPDATE replay_items SET state = {to}, reason = {reason}, finished_at = {now},
                outcome_number = (SELECT COALESCE(MAX(outcome_number), 0) + 1 FROM replay_items)
            WHERE id IN (SELECT value FROM json_each({ids})) AND state IN (SELECT value FROM json_each({states}))
            RETURNING id, dead_letter_id
            """).ToListAsync(cancellationToken);
    }

    // An UPDATE cannot feed another one here.
    public async Task<bool> ProcessAsync(DeadLettersDbContext dbContext, long item, string queue, string[] from,
        string? reason, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow().UtcDateTime;
        await using var transaction = await dbContext.Database.BeginTransactionAsync(cancellationToken);
        var letter = await dbContext.ReplayItems.Where(row => row.Id == item)
            .Join(dbContext.DeadLetters.Where(letter => letter.Queue == queue), row => row.DeadLetterId, letter => letter.Id,
                (_, letter) => new { letter.Id, letter.GroupId })
            .SingleOrDefaultAsync(cancellationToken);
        if (letter is null
            || (await EndAsync(dbContext, [item], from, ReplayItemState.Processed, reason, now, cancellationToken)).Count == 0)
        {
            return false;
        }

        var resolved = await dbContext.DeadLetters.Where(row => row.Id == letter.Id
                && (row.Status == DeadLetterStatus.Open || row.Status == DeadLetterStatus.Replaying))
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.Status, DeadLetterStatus.Resolved)
                .SetProperty(row => row.ResolvedAt, now), cancellationToken);
        await dbContext.Groups.Where(group => group.Id == letter.GroupId).ExecuteUpdateAsync(
            update => update.SetProperty(group => group.OpenCount, group => group.OpenCount - resolved), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    public async Task<IReadOnlyList<EndedItem>> EndAllAsync(DeadLettersDbContext dbContext, Guid replayId, string from,
        DateTime? publishedBefore, string to, string reason, DateTime now, CancellationToken cancellationToken)
    {
        var before = publishedBefore ?? DateTime.MaxValue;
        return await dbContext.Database.SqlQuery<EndedItem>($"""
            UPDATE replay_items SET state = {to}, reason = {reason}, finished_at = {now},
                outcome_number = (SELECT COALESCE(MAX(outcome_number), 0) + 1 FROM replay_items)
            WHERE replay_id = {replayId} AND state = {from} AND (published_at IS NULL OR published_at < {before})
            RETURNING id, dead_letter_id
            """).ToListAsync(cancellationToken);
    }
}

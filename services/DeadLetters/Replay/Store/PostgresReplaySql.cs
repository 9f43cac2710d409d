namespace Microservices.DeadLetters.Replay.Store;

internal sealed class PostgresReplaySql : IReplaySql
{
    /// <summary>The sequence that numbers replays.</summary>
    public const string ReplayNumbers = "replay_numbers";

    /// <summary>The sequence that numbers outcomes.</summary>
    public const string OutcomeNumbers = "outcome_numbers";

    // Rows are inserted in the order of their ids, so that of two selections that overlap one waits for the other at the
    // first common item, and none for each other. What the other one got meanwhile conflicts with the index of active items.
    public FreezeStatements Freeze { get; } = new("MATERIALIZED", $"""
        , frozen AS (
            INSERT INTO replay_items (replay_id, ordinal, dead_letter_id, state, reason, finished_at)
            SELECT @replay, row_number() OVER (ORDER BY reason IS NOT NULL, last_failed_at, id), id,
                CASE WHEN reason IS NULL THEN 'queued' ELSE 'skipped' END, reason,
                CASE WHEN reason IS NULL THEN NULL ELSE @now END
            FROM candidate ORDER BY id
            ON CONFLICT DO NOTHING
            RETURNING dead_letter_id
        )
        INSERT INTO replay_items (replay_id, ordinal, dead_letter_id, state, reason, finished_at)
        SELECT @replay, 0, id, 'skipped', '{SkipReasons.BeingReplayed}', @now
        FROM candidate WHERE NOT EXISTS (SELECT FROM frozen WHERE frozen.dead_letter_id = candidate.id)
        """);

    public Task<DateTime> NowAsync(
        DeadLettersDbContext dbContext, TimeProvider timeProvider, CancellationToken cancellationToken) =>
        dbContext.Database.SqlQuery<DateTime>($"SELECT clock_timestamp() AS \"Value\"").SingleAsync(cancellationToken);

    public Task<long> DrawAsync(DeadLettersDbContext dbContext, CancellationToken cancellationToken) =>
        dbContext.Database.SqlQuery<long>($"SELECT nextval('outcome_numbers') AS \"Value\"").SingleAsync(cancellationToken);

    public Task<long> NumberAsync(DeadLettersDbContext dbContext, CancellationToken cancellationToken) =>
        dbContext.Database.SqlQuery<long>($"SELECT nextval('replay_numbers') AS \"Value\"").SingleAsync(cancellationToken);

    public Task<ReplayJob?> LockAsync(
        DeadLettersDbContext dbContext, Guid replayId, CancellationToken cancellationToken) =>
        dbContext.Replays.FromSql(
                $"SELECT * FROM replays WHERE id = {replayId} AND finished_at IS NULL FOR UPDATE SKIP LOCKED")
            .AsTracking().AsAsyncEnumerable().SingleOrDefaultAsync(cancellationToken).AsTask();

    public Task<ReplayJob?> WaitForAsync(
        DeadLettersDbContext dbContext, Guid replayId, CancellationToken cancellationToken) =>
        dbContext.Replays.FromSql($"SELECT * FROM replays WHERE id = {replayId} FOR UPDATE")
            .AsTracking().AsAsyncEnumerable().SingleOrDefaultAsync(cancellationToken).AsTask();

    public async Task<IReadOnlyList<EndedItem>> ClaimAsync(DeadLettersDbContext dbContext, Guid replayId, int lastOrdinal,
        int limit, long bytes, DateTime now, DateTime abandoned, CancellationToken cancellationToken) =>
        await dbContext.Database.SqlQuery<EndedItem>($"""
            UPDATE replay_items SET state = 'publishing', published_at = {now}
            WHERE id IN (
                SELECT id FROM (
                    SELECT id, size, sum(size) OVER (ORDER BY ordinal) AS total FROM (
                        SELECT item.id, item.ordinal, octet_length(COALESCE(item.edited_body, letter.body)) AS size
                        FROM replay_items AS item JOIN dead_letters AS letter ON letter.id = item.dead_letter_id
                        WHERE item.replay_id = {replayId} AND item.ordinal <= {lastOrdinal}
                            AND (item.state = 'queued' OR item.state = 'publishing' AND item.published_at < {abandoned})
                        ORDER BY item.ordinal LIMIT {limit} FOR UPDATE OF item SKIP LOCKED) AS waiting) AS sized
                WHERE total - size < {bytes})
            RETURNING id, dead_letter_id
            """).ToListAsync(cancellationToken);

    public async Task<IReadOnlyList<EndedItem>> EndAsync(DeadLettersDbContext dbContext, IReadOnlyCollection<long> items,
        string[] from, string to, string? reason, DateTime now, CancellationToken cancellationToken)
    {
        var ids = items.ToArray();
        return await dbContext.Database.SqlQuery<EndedItem>($"""
            UPDATE replay_items SET state = {to}, reason = {reason}, finished_at = {now},
                outcome_number = nextval('outcome_numbers')
            WHERE id = ANY ({ids}) AND state = ANY ({from})
            RETURNING id, dead_letter_id
            """).ToListAsync(cancellationToken);
    }

    // One round trip, and the group's row, which all acknowledgements of a group share, is locked last.
    public async Task<bool> ProcessAsync(DeadLettersDbContext dbContext, long item, string queue, string[] from,
        string? reason, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var ended = await dbContext.Database.SqlQuery<long>($"""
            WITH ended AS (
                UPDATE replay_items SET state = 'processed', reason = {reason}, finished_at = clock_timestamp(),
                    outcome_number = nextval('outcome_numbers')
                FROM dead_letters
                WHERE replay_items.id = {item} AND replay_items.state = ANY ({from})
                    AND dead_letters.id = replay_items.dead_letter_id AND dead_letters.queue = {queue}
                RETURNING replay_items.dead_letter_id
            ), resolved AS (
                UPDATE dead_letters SET status = 'resolved', resolved_at = clock_timestamp()
                FROM ended WHERE dead_letters.id = ended.dead_letter_id AND dead_letters.status IN ('open', 'replaying')
                RETURNING dead_letters.group_id
            ), counted AS (
                UPDATE groups SET open_count = open_count - 1 FROM resolved WHERE groups.id = resolved.group_id
            )
            SELECT dead_letter_id AS "Value" FROM ended
            """).ToListAsync(cancellationToken);
        return ended.Count > 0;
    }

    public async Task<IReadOnlyList<EndedItem>> EndAllAsync(DeadLettersDbContext dbContext, Guid replayId, string from,
        DateTime? publishedBefore, string to, string reason, DateTime now, CancellationToken cancellationToken)
    {
        var before = publishedBefore ?? DateTime.MaxValue.ToUniversalTime();
        return await dbContext.Database.SqlQuery<EndedItem>($"""
            UPDATE replay_items SET state = {to}, reason = {reason}, finished_at = {now},
                outcome_number = nextval('outcome_numbers')
            WHERE replay_id = {replayId} AND state = {from} AND (published_at IS NULL OR published_at < {before})
            RETURNING id, dead_letter_id
            """).ToListAsync(cancellationToken);
    }
}

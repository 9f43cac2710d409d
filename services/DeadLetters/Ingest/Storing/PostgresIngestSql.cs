using Microservices.DeadLetters.Ingest.Parsing;
using NpgsqlTypes;

namespace Microservices.DeadLetters.Ingest.Storing;

/// <summary>PostgreSQL: a statement for a batch, whatever its size.</summary>
internal sealed class PostgresIngestSql : IIngestSql
{
    public static readonly PostgresIngestSql Instance = new();

    public async Task<IReadOnlyDictionary<string, long>> EnsureGroupsAsync(
        DeadLettersDbContext dbContext, IReadOnlyCollection<IncomingLetter> examples, CancellationToken cancellationToken)
    {
        // Sorted: two processes with the same new groups wait for each other in one direction only. The update changes
        // nothing; without it, a group that was there would not be returned.
        IncomingLetter[] rows = [.. examples.OrderBy(example => example.Fingerprint, StringComparer.Ordinal)];
        await using var command = await NpgsqlRowsCommand.CreateAsync(dbContext, """
            WITH example AS (
                SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8)
                    AS row (fingerprint, queue, cause, exception_type, own_frame, message_type, title, at)
            ), made AS (
                INSERT INTO groups (fingerprint, queue, cause, exception_type, own_frame, message_type, title, status,
                    first_seen_at, last_seen_at, open_count, total_count)
                SELECT fingerprint, queue, cause, exception_type, own_frame, message_type, title, 'new', at, at, 0, 0
                FROM example WHERE NOT EXISTS (SELECT FROM groups WHERE groups.fingerprint = example.fingerprint)
                ORDER BY fingerprint
                ON CONFLICT (fingerprint) DO UPDATE SET fingerprint = excluded.fingerprint
                RETURNING fingerprint, id
            )
            SELECT fingerprint, id FROM made
            UNION ALL SELECT groups.fingerprint, groups.id FROM groups JOIN example USING (fingerprint)
            """, cancellationToken);
        command.Add(rows, NpgsqlDbType.Text, row => row.Fingerprint)
            .Add(rows, NpgsqlDbType.Text, row => row.Letter.Queue)
            .Add(rows, NpgsqlDbType.Text, row => row.Letter.Cause)
            .Add(rows, NpgsqlDbType.Text, row => row.Letter.ExceptionType)
            .Add(rows, NpgsqlDbType.Text, row => row.Letter.OwnFrame)
            .Add(rows, NpgsqlDbType.Text, row => row.Letter.MessageType)
            .Add(rows, NpgsqlDbType.Text, row => row.Title)
            .Add(rows, NpgsqlDbType.TimestampTz, row => row.Letter.LastFailedAt);
        var ids = await command.ReadAsync(
            reader => (Fingerprint: reader.GetString(0), Id: reader.GetInt64(1)), cancellationToken);
        return ids.DistinctBy(pair => pair.Fingerprint).ToDictionary(pair => pair.Fingerprint, pair => pair.Id);
    }

    public async Task<IReadOnlyList<StoredLetter>> LockAsync(DeadLettersDbContext dbContext,
        IReadOnlyCollection<LetterKey> keys, CancellationToken cancellationToken)
    {
        await using var command = await NpgsqlRowsCommand.CreateAsync(dbContext, """
            SELECT letter.id, letter.queue, letter.message_key, letter.status, letter.group_id, letter.last_failed_at,
                letter.body_hash
            FROM unnest($1, $2, $3) AS key (queue, message_key, body_hash)
            JOIN dead_letters AS letter ON letter.queue = key.queue AND letter.message_key = key.message_key
                AND letter.body_hash = key.body_hash
            ORDER BY letter.id FOR NO KEY UPDATE OF letter
            """, cancellationToken);
        AddKeys(command, keys);
        return await command.ReadAsync(reader => new StoredLetter
        {
            Id = reader.GetInt64(0),
            Queue = reader.GetString(1),
            MessageKey = reader.GetString(2),
            Status = reader.GetString(3),
            GroupId = reader.GetInt64(4),
            LastFailedAt = reader.GetDateTime(5),
            BodyHash = reader.GetString(6),
        }, cancellationToken);
    }

    public async Task<bool> InsertLettersAsync(
        DeadLettersDbContext dbContext, IReadOnlyList<DeadLetter> letters, CancellationToken cancellationToken)
    {
        if (letters.Count == 0)
            return true;

        await using var command = await NpgsqlRowsCommand.CreateAsync(dbContext, """
            INSERT INTO dead_letters (queue, message_key, message_id, source_queue, cause, message_type, exception_type,
                exception_message, own_frame, group_id, status, first_failed_at, opened_at, last_failed_at, attempts,
                failed_replays, correlation_id, conversation_id, trace_id, content_type, body, body_json, headers, body_hash,
                properties)
            SELECT queue, message_key, message_id, source_queue, cause, message_type, exception_type,
                exception_message, own_frame, group_id, 'open', first_failed_at, first_failed_at, last_failed_at, attempts, 0,
                correlation_id, conversation_id, trace_id, content_type, body, body_json, headers, body_hash, properties
            FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
                WITH ORDINALITY
                AS row (queue, message_key, message_id, source_queue, cause, message_type, exception_type,
                    exception_message, own_frame, group_id, first_failed_at, last_failed_at, attempts,
                    correlation_id, conversation_id, trace_id, content_type, body, body_json, headers, body_hash,
                    properties, place)
            ORDER BY place
            ON CONFLICT (queue, message_key, body_hash) DO NOTHING
            RETURNING id, queue, message_key, body_hash
            """, cancellationToken);
        command.Add(letters, NpgsqlDbType.Text, row => row.Queue)
            .Add(letters, NpgsqlDbType.Text, row => row.MessageKey)
            .Add(letters, NpgsqlDbType.Uuid, row => row.MessageId)
            .Add(letters, NpgsqlDbType.Text, row => row.SourceQueue)
            .Add(letters, NpgsqlDbType.Text, row => row.Cause)
            .Add(letters, NpgsqlDbType.Text, row => row.MessageType)
            .Add(letters, NpgsqlDbType.Text, row => row.ExceptionType)
            .Add(letters, NpgsqlDbType.Text, row => row.ExceptionMessage)
            .Add(letters, NpgsqlDbType.Text, row => row.OwnFrame)
            .Add(letters, NpgsqlDbType.Bigint, row => row.GroupId)
            .Add(letters, NpgsqlDbType.TimestampTz, row => row.FirstFailedAt)
            .Add(letters, NpgsqlDbType.TimestampTz, row => row.LastFailedAt)
            .Add(letters, NpgsqlDbType.Integer, row => row.Attempts)
            .Add(letters, NpgsqlDbType.Text, row => row.CorrelationId)
            .Add(letters, NpgsqlDbType.Text, row => row.ConversationId)
            .Add(letters, NpgsqlDbType.Text, row => row.TraceId)
            .Add(letters, NpgsqlDbType.Text, row => row.ContentType)
            .Add(letters, NpgsqlDbType.Bytea, row => row.Body)
            .Add(letters, NpgsqlDbType.Jsonb, row => row.BodyJson)
            .Add(letters, NpgsqlDbType.Jsonb, row => row.Headers)
            .Add(letters, NpgsqlDbType.Text, row => row.BodyHash)
            .Add(letters, NpgsqlDbType.Jsonb, row => row.Properties);
        var ids = (await command.ReadAsync(reader => (Id: reader.GetInt64(0), Key: new LetterKey(reader.GetString(1), reader.GetString(2), reader.GetString(3))),
            cancellationToken)).ToDictionary(row => row.Key, row => row.Id);
        if (ids.Count < letters.Count)
            return false;

        foreach (var letter in letters)
            letter.Id = ids[new LetterKey(letter.Queue, letter.MessageKey, letter.BodyHash)];
        return true;
    }

    public async Task<IReadOnlySet<int>> InsertAttemptsAsync(
        DeadLettersDbContext dbContext, IReadOnlyList<Attempt> attempts, CancellationToken cancellationToken)
    {
        await using var command = await NpgsqlRowsCommand.CreateAsync(dbContext, $"""
            WITH row AS (
                SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) WITH ORDINALITY
                    AS row (dead_letter_id, source_queue, failed_at, cause, exception_type, exception_message, stack_trace,
                        host, headers, retry_count, redelivery_count, replay_item_id, digest, body, place)
            ), inserted AS (
                INSERT INTO attempts (dead_letter_id, source_queue, failed_at, cause, exception_type, exception_message,
                    stack_trace, host, headers, retry_count, redelivery_count, replay_item_id, digest, body)
                SELECT dead_letter_id, source_queue, failed_at, cause, exception_type, exception_message,
                    stack_trace, host, headers, retry_count, redelivery_count, replay_item_id, digest, body
                FROM row
                WHERE digest NOT LIKE '{ArrivalReader.HashPrefix}%' OR NOT EXISTS (
                    SELECT FROM attempts AS known
                    WHERE known.dead_letter_id = row.dead_letter_id AND known.source_queue = row.source_queue
                        AND known.digest = row.digest)
                ORDER BY place
                ON CONFLICT (dead_letter_id, source_queue, failed_at, digest) DO NOTHING
                RETURNING dead_letter_id, source_queue, failed_at, digest
            )
            SELECT row.place FROM row JOIN inserted USING (dead_letter_id, source_queue, failed_at, digest)
            """, cancellationToken);
        command.Add(attempts, NpgsqlDbType.Bigint, row => row.DeadLetterId)
            .Add(attempts, NpgsqlDbType.Text, row => row.SourceQueue)
            .Add(attempts, NpgsqlDbType.TimestampTz, row => row.FailedAt)
            .Add(attempts, NpgsqlDbType.Text, row => row.Cause)
            .Add(attempts, NpgsqlDbType.Text, row => row.ExceptionType)
            .Add(attempts, NpgsqlDbType.Text, row => row.ExceptionMessage)
            .Add(attempts, NpgsqlDbType.Text, row => row.StackTrace)
            .Add(attempts, NpgsqlDbType.Jsonb, row => row.Host)
            .Add(attempts, NpgsqlDbType.Jsonb, row => row.Headers)
            .Add(attempts, NpgsqlDbType.Integer, row => row.RetryCount)
            .Add(attempts, NpgsqlDbType.Integer, row => row.RedeliveryCount)
            .Add(attempts, NpgsqlDbType.Bigint, row => row.ReplayItemId)
            .Add(attempts, NpgsqlDbType.Text, row => row.Digest)
            .Add(attempts, NpgsqlDbType.Bytea, row => row.Body);
        return (await command.ReadAsync(reader => (int)reader.GetInt64(0) - 1, cancellationToken)).ToHashSet();
    }

    public async Task UpdateLettersAsync(
        DeadLettersDbContext dbContext, IReadOnlyList<LetterChange> changes, CancellationToken cancellationToken)
    {
        if (changes.Count == 0)
            return;

        await using var command = await NpgsqlRowsCommand.CreateAsync(dbContext, """
            UPDATE dead_letters SET
                attempts = attempts + row.added,
                status = CASE WHEN row.reopened_at IS NULL THEN status ELSE 'open' END,
                opened_at = COALESCE(row.reopened_at, opened_at),
                resolved_at = CASE WHEN row.reopened_at IS NULL THEN resolved_at END,
                archived_at = CASE WHEN row.reopened_at IS NULL THEN archived_at END,
                purge_at = CASE WHEN row.reopened_at IS NULL THEN purge_at END,
                last_failed_at = COALESCE(row.last_failed_at, dead_letters.last_failed_at),
                group_id = COALESCE(row.group_id, dead_letters.group_id),
                source_queue = COALESCE(row.source_queue, dead_letters.source_queue),
                cause = COALESCE(row.cause, dead_letters.cause),
                headers = COALESCE(row.headers, dead_letters.headers),
                message_type = COALESCE(row.message_type, dead_letters.message_type),
                exception_type = CASE WHEN row.cause IS NULL THEN dead_letters.exception_type ELSE row.exception_type END,
                exception_message =
                    CASE WHEN row.cause IS NULL THEN dead_letters.exception_message ELSE row.exception_message END,
                own_frame = CASE WHEN row.cause IS NULL THEN dead_letters.own_frame ELSE row.own_frame END
            FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
                AS row (id, added, reopened_at, last_failed_at, group_id, source_queue, cause, headers, message_type,
                    exception_type, exception_message, own_frame)
            WHERE dead_letters.id = row.id
            """, cancellationToken);
        command.Add(changes, NpgsqlDbType.Bigint, row => row.Id)
            .Add(changes, NpgsqlDbType.Integer, row => row.NewAttempts)
            .Add(changes, NpgsqlDbType.TimestampTz, row => row.ReopenedAt)
            .Add(changes, NpgsqlDbType.TimestampTz, row => row.Latest?.LastFailedAt)
            .Add(changes, NpgsqlDbType.Bigint, row => row.Latest?.GroupId)
            .Add(changes, NpgsqlDbType.Text, row => row.Latest?.SourceQueue)
            .Add(changes, NpgsqlDbType.Text, row => row.Latest?.Cause)
            .Add(changes, NpgsqlDbType.Jsonb, row => row.Latest?.Headers)
            .Add(changes, NpgsqlDbType.Text, row => row.Latest?.MessageType)
            .Add(changes, NpgsqlDbType.Text, row => row.Latest?.ExceptionType)
            .Add(changes, NpgsqlDbType.Text, row => row.Latest?.ExceptionMessage)
            .Add(changes, NpgsqlDbType.Text, row => row.Latest?.OwnFrame);
        await command.ExecuteAsync(cancellationToken);
    }

    public async Task CountAsync(DeadLettersDbContext dbContext, IReadOnlyCollection<GroupChange> changes,
        IReadOnlyCollection<GroupHour> hours, CancellationToken cancellationToken)
    {
        if (changes.Count == 0)
            return;

        await using var command = await NpgsqlRowsCommand.CreateAsync(dbContext, """
            WITH locked AS MATERIALIZED (
                SELECT id FROM groups WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE
            ), counted AS (
                UPDATE groups SET
                    open_count = open_count + row.open,
                    total_count = total_count + row.total,
                    first_seen_at = CASE WHEN row.arrives THEN LEAST(first_seen_at, row.first) ELSE first_seen_at END,
                    last_seen_at = CASE WHEN row.arrives THEN GREATEST(last_seen_at, row.last) ELSE last_seen_at END,
                    status = CASE WHEN row.arrives AND (status = 'resolved' OR open_count = 0 AND status <> 'ignored')
                        THEN 'new' ELSE status END,
                    version = version + CASE WHEN row.arrives AND (status = 'resolved' OR open_count = 0
                        AND status NOT IN ('ignored', 'new')) THEN 1 ELSE 0 END
                FROM locked JOIN unnest($1, $2, $3, $4, $5, $6) AS row (id, open, total, first, last, arrives) USING (id)
                WHERE groups.id = row.id
                RETURNING groups.id
            )
            INSERT INTO group_hours (group_id, hour, count)
            SELECT row.group_id, row.hour, row.count FROM unnest($7, $8, $9) AS row (group_id, hour, count)
            WHERE EXISTS (SELECT FROM counted WHERE counted.id = row.group_id)
            ON CONFLICT (group_id, hour) DO UPDATE SET count = group_hours.count + excluded.count
            """, cancellationToken);
        command.Add(changes, NpgsqlDbType.Bigint, row => row.GroupId)
            .Add(changes, NpgsqlDbType.Integer, row => row.Open)
            .Add(changes, NpgsqlDbType.Integer, row => row.Total)
            .Add(changes, NpgsqlDbType.TimestampTz, row => row.FirstSeenAt)
            .Add(changes, NpgsqlDbType.TimestampTz, row => row.LastSeenAt)
            .Add(changes, NpgsqlDbType.Boolean, row => row.HasArrivals)
            .Add(hours, NpgsqlDbType.Bigint, row => row.GroupId)
            .Add(hours, NpgsqlDbType.TimestampTz, row => row.Hour)
            .Add(hours, NpgsqlDbType.Bigint, row => row.Count);
        await command.ExecuteAsync(cancellationToken);
    }

    private static void AddKeys(NpgsqlRowsCommand command, IReadOnlyCollection<LetterKey> keys) =>
        command.Add(keys, NpgsqlDbType.Text, key => key.Queue).Add(keys, NpgsqlDbType.Text, key => key.MessageKey)
            .Add(keys, NpgsqlDbType.Text, key => key.BodyHash);
}

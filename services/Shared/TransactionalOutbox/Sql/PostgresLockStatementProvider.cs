namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// PostgreSQL 12 and later. Written for ReadCommitted: <c>ON CONFLICT DO NOTHING</c> waits for a concurrent copy and then
/// reports it as a duplicate; <c>SKIP LOCKED</c> lets replicas share the outboxes
/// (https://www.postgresql.org/docs/current/sql-select.html#SQL-FOR-UPDATE-SHARE).
/// </summary>
public sealed class PostgresLockStatementProvider : SqlLockStatementProvider
{
    // NAMEDATALEN - 1 (https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS).
    private const int MaxIdentifierLength = 63;

    // The bits of tgtype: 2 before, 4 insert, 64 instead of; a rule on insert is of type 3. A partition's trigger guards its parents
    // (https://www.postgresql.org/docs/current/catalog-pg-trigger.html, src/include/catalog/pg_trigger.h).
    private const string GuardedTables = """
        SELECT DISTINCT n.relname::text FROM (
            SELECT tgrelid AS id FROM pg_trigger WHERE NOT tgisinternal AND tgtype & 4 <> 0 AND tgtype & 66 <> 0
            UNION SELECT ev_class FROM pg_rewrite WHERE ev_type = '3') g
        CROSS JOIN LATERAL (SELECT g.id UNION SELECT relid FROM pg_partition_ancestors(g.id)) a (id)
        JOIN pg_class n ON n.oid = a.id
        """;

    /// <inheritdoc />
    public override bool ClaimsLockRows => true;

    /// <inheritdoc />
    public override object ToParameter(IReadOnlyCollection<Guid> keys) => keys.ToArray();

    /// <inheritdoc />
    public override object ToParameter(IReadOnlyCollection<long> keys) => keys.ToArray();

    private protected override OutboxStatements CreateStatements(OutboxTables tables)
    {
        var (inbox, outbox, message) = (tables.Inbox, tables.Outbox, tables.Message);
        var columns = message.Columns("");
        var channel = Channel(message);
        var parameters = string.Join(", ", message.Properties.Select((_, index) => $"@m{index}"));

        return new OutboxStatements
        {
            EnterInbox = $"""
                INSERT INTO {inbox} ({inbox["MessageId"]}, {inbox["ConsumerId"]}, {inbox["LockId"]}, {inbox["Received"]},
                    {inbox["ReceiveCount"]}, {inbox["ExpirationTime"]}, {inbox["Consumed"]}, {inbox["Delivered"]})
                VALUES (@messageId, @consumerId, @lockId, @now, 1, @expires, @now, @now)
                ON CONFLICT ({inbox["MessageId"]}, {inbox["ConsumerId"]}) DO NOTHING
                RETURNING {inbox["Id"]}
                """,
            EnterInboxBatch = $"""
                INSERT INTO {inbox} ({inbox["MessageId"]}, {inbox["ConsumerId"]}, {inbox["LockId"]}, {inbox["Received"]},
                    {inbox["ReceiveCount"]}, {inbox["ExpirationTime"]}, {inbox["Consumed"]}, {inbox["Delivered"]})
                SELECT input.id, @consumerId, @lockId, @now, 1, input.expires, @now, @now
                FROM unnest(@messageIds, @expires::timestamptz[]) AS input (id, expires) ORDER BY input.id
                ON CONFLICT ({inbox["MessageId"]}, {inbox["ConsumerId"]}) DO NOTHING
                RETURNING {inbox["MessageId"]}
                """,
            ConsumeInbox = $"""
                UPDATE {inbox} SET {inbox["Consumed"]} = @now, {inbox["Delivered"]} = @now,
                    {inbox["ReceiveCount"]} = {inbox["ReceiveCount"]} + 1
                WHERE {inbox["ConsumerId"]} = @consumerId AND {inbox["MessageId"]} = ANY (@ids)
                AND {inbox["Consumed"]} IS NULL
                RETURNING {inbox["MessageId"]}
                """,
            InsertMessage = $"INSERT INTO {message} ({columns}) OVERRIDING SYSTEM VALUE VALUES ({parameters})",
            InsertMessages = $"INSERT INTO {message} ({columns}) OVERRIDING SYSTEM VALUE SELECT * FROM unnest({parameters})",
            NextSequenceNumbers = $"""
                SELECT nextval(pg_get_serial_sequence({Text(message.ToString())}, {Text(message.NameOf("SequenceNumber"))}))
                FROM generate_series(1, @count)
                """,
            GuardedTables = GuardedTables,
            ClaimFirst = $"""
                SELECT m.{message["SequenceNumber"]} FROM {message} m
                WHERE m.{message["SequenceNumber"]} > @after AND m.{message["SequenceNumber"]} <> ALL (@skip) AND (@bus OR m.{message["OutboxId"]} IS NULL)
                AND m.{message["SequenceNumber"]} = CASE
                    WHEN m.{message["OutboxId"]} IS NOT NULL
                    THEN (SELECT min(o.{message["SequenceNumber"]}) FROM {message} o
                        WHERE o.{message["OutboxId"]} = m.{message["OutboxId"]})
                    ELSE (SELECT min(o.{message["SequenceNumber"]}) FROM {message} o
                        WHERE o.{message["InboxMessageId"]} = m.{message["InboxMessageId"]}
                        AND o.{message["InboxConsumerId"]} = m.{message["InboxConsumerId"]}) END
                ORDER BY m.{message["SequenceNumber"]} LIMIT @limit FOR UPDATE OF m SKIP LOCKED
                """,
            ClaimGiven = $"""
                SELECT {message["SequenceNumber"]}, {message["MessageId"]} FROM {message} WHERE {message["SequenceNumber"]} = ANY (@ids)
                FOR UPDATE SKIP LOCKED
                """,
            IsAnyStored = $"SELECT 1 FROM {message} LIMIT 1",
            Load = $"""
                SELECT {message.Columns("m.")} FROM {message} f CROSS JOIN LATERAL (
                    (SELECT * FROM {message} o WHERE o.{message["OutboxId"]} = f.{message["OutboxId"]}
                    ORDER BY o.{message["SequenceNumber"]} LIMIT @perOutbox)
                    UNION ALL
                    (SELECT * FROM {message} o WHERE o.{message["InboxMessageId"]} = f.{message["InboxMessageId"]}
                    AND o.{message["InboxConsumerId"]} = f.{message["InboxConsumerId"]} AND f.{message["OutboxId"]} IS NULL
                    ORDER BY o.{message["SequenceNumber"]} LIMIT @perOutbox)) m
                WHERE f.{message["SequenceNumber"]} = ANY (@first)
                ORDER BY m.{message["SequenceNumber"]} LIMIT @limit
                """,
            DeleteMessages = $"DELETE FROM {message} WHERE {message["SequenceNumber"]} = ANY (@sent)",
            DeleteOutboxes = $"""
                DELETE FROM {outbox} WHERE {outbox["OutboxId"]} = ANY (@ids) AND NOT EXISTS (
                    SELECT 1 FROM {message} m WHERE m.{message["OutboxId"]} = {outbox}.{outbox["OutboxId"]})
                """,
            SettleInbox = $"""
                UPDATE {inbox} SET {inbox["Delivered"]} = @now WHERE {inbox["Id"]} = ANY (ARRAY (
                    SELECT i.{inbox["Id"]} FROM {inbox} i
                    WHERE i.{inbox["Delivered"]} IS NULL AND i.{inbox["Consumed"]} IS NOT NULL AND NOT EXISTS (
                        SELECT 1 FROM {message} m WHERE m.{message["InboxMessageId"]} = i.{inbox["MessageId"]}
                        AND m.{message["InboxConsumerId"]} = i.{inbox["ConsumerId"]})
                    LIMIT @limit FOR UPDATE OF i SKIP LOCKED))
                """,
            CleanInbox = $"""
                DELETE FROM {inbox} WHERE {inbox["Id"]} = ANY (ARRAY (
                    SELECT i.{inbox["Id"]} FROM {inbox} i WHERE i.{inbox["Delivered"]} < @before AND NOT EXISTS (
                        SELECT 1 FROM {message} m WHERE m.{message["InboxMessageId"]} = i.{inbox["MessageId"]}
                        AND m.{message["InboxConsumerId"]} = i.{inbox["ConsumerId"]})
                    ORDER BY i.{inbox["Delivered"]} LIMIT @limit FOR UPDATE OF i SKIP LOCKED))
                """,
            Listen = $"LISTEN {channel}",
            Notify = $"NOTIFY {channel}"
        };
    }

    // Of the table, so that two DbContexts in one database do not wake each other's delivery.
    private static string Channel(OutboxTables.Table message)
    {
        var name = $"outbox of {message.ToString().Replace("\"", "", StringComparison.Ordinal)}";
        return $"\"{name[..Math.Min(name.Length, MaxIdentifierLength)]}\"";
    }

    private static string Text(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
}

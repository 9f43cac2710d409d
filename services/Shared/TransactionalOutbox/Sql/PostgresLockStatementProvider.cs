namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// PostgreSQL 12 and later. Written for ReadCommitted: <c>ON CONFLICT DO NOTHING</c> waits for a concurrent copy and then
/// reports it as a duplicate; <c>SKIP LOCKED</c> lets replicas share the outboxes
/// (https://www.postgresql.org/docs/current/sql-select.html#SQL-FOR-UPDATE-SHARE).
/// </summary>
public sealed class PostgresLockStatementProvider : SqlLockStatementProvider
{
    /// <inheritdoc />
    public override bool ClaimsLockRows => true;

    /// <inheritdoc />
    public override object ToParameter(IReadOnlyCollection<Guid> keys) => keys.ToArray();

    /// <inheritdoc />
    public override object ToParameter(IReadOnlyCollection<long> keys) => keys.ToArray();

    private protected override OutboxStatements CreateStatements(OutboxTables tables)
    {
        var (inbox, outbox, message) = (tables.Inbox, tables.Outbox, tables.Message);

        return new OutboxStatements
        {
            EnterInbox = $"""
                INSERT INTO {inbox} ({inbox["MessageId"]}, {inbox["ConsumerId"]}, {inbox["LockId"]}, {inbox["Received"]},
                    {inbox["ReceiveCount"]}, {inbox["ExpirationTime"]}, {inbox["Consumed"]})
                VALUES (@messageId, @consumerId, @lockId, @now, 1, @expires, @now)
                ON CONFLICT ({inbox["MessageId"]}, {inbox["ConsumerId"]}) DO NOTHING
                RETURNING {inbox["Id"]}
                """,
            LockInbox = $"""
                SELECT {inbox["Id"]} FROM {inbox} WHERE {inbox["MessageId"]} = @messageId
                AND {inbox["ConsumerId"]} = @consumerId AND {inbox["Consumed"]} IS NULL FOR UPDATE
                """,
            ConsumeInbox = $"""
                UPDATE {inbox} SET {inbox["Consumed"]} = @now, {inbox["ReceiveCount"]} = {inbox["ReceiveCount"]} + 1
                WHERE {inbox["Id"]} = @id
                """,
            ClaimOutboxes = $"""
                SELECT {outbox["OutboxId"]} FROM {outbox} WHERE NOT ({outbox["OutboxId"]} = ANY (@skip))
                ORDER BY {outbox["Created"]} LIMIT @limit FOR UPDATE SKIP LOCKED
                """,
            ClaimInbox = $"""
                SELECT {inbox["Id"]} FROM {inbox}
                WHERE {inbox["Delivered"]} IS NULL AND {inbox["Consumed"]} IS NOT NULL AND NOT ({inbox["Id"]} = ANY (@skip))
                LIMIT @limit FOR UPDATE SKIP LOCKED
                """,
            LoadByOutbox = $"""
                SELECT m.* FROM unnest({Arg(0)}) AS claimed(id) CROSS JOIN LATERAL (
                    SELECT * FROM {message} o WHERE o.{message["OutboxId"]} = claimed.id
                    ORDER BY o.{message["SequenceNumber"]} LIMIT {Arg(1)}) m
                ORDER BY m.{message["SequenceNumber"]} LIMIT {Arg(2)}
                """,
            LoadByInbox = $"""
                SELECT m.* FROM {inbox} i CROSS JOIN LATERAL (
                    SELECT * FROM {message} o WHERE o.{message["InboxMessageId"]} = i.{inbox["MessageId"]}
                    AND o.{message["InboxConsumerId"]} = i.{inbox["ConsumerId"]}
                    ORDER BY o.{message["SequenceNumber"]} LIMIT {Arg(1)}) m
                WHERE i.{inbox["Id"]} = ANY ({Arg(0)}) ORDER BY m.{message["SequenceNumber"]} LIMIT {Arg(2)}
                """,
            DeleteMessages = $"DELETE FROM {message} WHERE {message["SequenceNumber"]} = ANY (@sent)",
            CompleteOutboxes = $"""
                DELETE FROM {outbox} WHERE {outbox["OutboxId"]} = ANY (@ids) AND NOT EXISTS (
                    SELECT 1 FROM {message} m WHERE m.{message["OutboxId"]} = {outbox}.{outbox["OutboxId"]})
                """,
            CompleteInbox = $"""
                UPDATE {inbox} SET {inbox["Delivered"]} = @now
                WHERE {inbox["Id"]} = ANY (@ids) AND NOT EXISTS (
                    SELECT 1 FROM {message} m WHERE m.{message["InboxMessageId"]} = {inbox}.{inbox["MessageId"]}
                    AND m.{message["InboxConsumerId"]} = {inbox}.{inbox["ConsumerId"]})
                """,
            CleanInbox = $"""
                DELETE FROM {inbox} WHERE {inbox["Id"]} = ANY (ARRAY (
                    SELECT {inbox["Id"]} FROM {inbox} WHERE {inbox["Delivered"]} < @before
                    ORDER BY {inbox["Delivered"]} LIMIT @limit FOR UPDATE SKIP LOCKED))
                """
        };
    }

    // FromSqlRaw's own placeholder, which must survive the interpolation.
    private static string Arg(int index) => $"{{{index}}}";
}

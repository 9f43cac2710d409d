using System.Globalization;
using System.Text.Json;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// SQLite 3.35 and later: one process, one writer at a time. There are no row locks, arrays or lateral joins; lists travel
/// as JSON.
/// </summary>
public sealed class SqliteLockStatementProvider : SqlLockStatementProvider
{
    /// <inheritdoc />
    public override bool ClaimsLockRows => false;

    /// <inheritdoc />
    public override object ToParameter(IReadOnlyCollection<Guid> keys)
    {
        // Microsoft.Data.Sqlite stores a Guid as upper-case text.
        return JsonSerializer.Serialize(keys.Select(x => x.ToString("D", CultureInfo.InvariantCulture).ToUpperInvariant()));
    }

    /// <inheritdoc />
    public override object ToParameter(IReadOnlyCollection<long> keys) => JsonSerializer.Serialize(keys);

    private protected override OutboxStatements CreateStatements(OutboxTables tables)
    {
        var (inbox, outbox, message) = (tables.Inbox, tables.Outbox, tables.Message);

        return new OutboxStatements
        {
            EnterInbox = $"""
                INSERT INTO {inbox} ({inbox["MessageId"]}, {inbox["ConsumerId"]}, {inbox["LockId"]}, {inbox["Received"]},
                    {inbox["ReceiveCount"]}, {inbox["ExpirationTime"]}, {inbox["Consumed"]}, {inbox["Delivered"]})
                VALUES (@messageId, @consumerId, @lockId, @now, 1, @expires, @now, @now)
                ON CONFLICT ({inbox["MessageId"]}, {inbox["ConsumerId"]}) DO NOTHING
                RETURNING {inbox["Id"]}
                """,
            ConsumeInbox = $"""
                UPDATE {inbox} SET {inbox["Consumed"]} = @now, {inbox["Delivered"]} = @now,
                    {inbox["ReceiveCount"]} = {inbox["ReceiveCount"]} + 1
                WHERE {inbox["ConsumerId"]} = @consumerId AND {inbox["MessageId"]} IN (SELECT value FROM json_each(@ids))
                AND {inbox["Consumed"]} IS NULL
                RETURNING {inbox["MessageId"]}
                """,
            ClaimFirst = $"""
                SELECT m.{message["SequenceNumber"]} FROM {message} m
                WHERE m.{message["SequenceNumber"]} > @after
                AND m.{message["SequenceNumber"]} NOT IN (SELECT value FROM json_each(@skip))
                AND (@bus OR m.{message["OutboxId"]} IS NULL) AND m.{message["SequenceNumber"]} = CASE
                    WHEN m.{message["OutboxId"]} IS NOT NULL
                    THEN (SELECT min(o.{message["SequenceNumber"]}) FROM {message} o
                        WHERE o.{message["OutboxId"]} = m.{message["OutboxId"]})
                    ELSE (SELECT min(o.{message["SequenceNumber"]}) FROM {message} o
                        WHERE o.{message["InboxMessageId"]} = m.{message["InboxMessageId"]}
                        AND o.{message["InboxConsumerId"]} = m.{message["InboxConsumerId"]}) END
                ORDER BY m.{message["SequenceNumber"]} LIMIT @limit
                """,
            ClaimGiven = $"""
                SELECT {message["SequenceNumber"]}, {message["MessageId"]} FROM {message}
                WHERE {message["SequenceNumber"]} IN (SELECT value FROM json_each(@ids))
                """,
            IsAnyStored = $"SELECT 1 FROM {message} LIMIT 1",
            Load = $"""
                SELECT {message.Columns("")} FROM (
                    SELECT m.*, ROW_NUMBER() OVER (PARTITION BY f.{message["SequenceNumber"]}
                        ORDER BY m.{message["SequenceNumber"]}) AS rank
                    FROM {message} f JOIN {message} m ON m.{message["OutboxId"]} = f.{message["OutboxId"]}
                    OR m.{message["InboxMessageId"]} = f.{message["InboxMessageId"]}
                    AND m.{message["InboxConsumerId"]} = f.{message["InboxConsumerId"]} AND f.{message["OutboxId"]} IS NULL
                    WHERE f.{message["SequenceNumber"]} IN (SELECT value FROM json_each(@first)))
                WHERE rank <= @perOutbox ORDER BY {message["SequenceNumber"]} LIMIT @limit
                """,
            DeleteMessages =
                $"DELETE FROM {message} WHERE {message["SequenceNumber"]} IN (SELECT value FROM json_each(@sent))",
            DeleteOutboxes = $"""
                DELETE FROM {outbox} WHERE {outbox["OutboxId"]} IN (SELECT value FROM json_each(@ids)) AND NOT EXISTS (
                    SELECT 1 FROM {message} m WHERE m.{message["OutboxId"]} = {outbox}.{outbox["OutboxId"]})
                """,
            SettleInbox = $"""
                UPDATE {inbox} SET {inbox["Delivered"]} = @now WHERE {inbox["Id"]} IN (
                    SELECT i.{inbox["Id"]} FROM {inbox} i
                    WHERE i.{inbox["Delivered"]} IS NULL AND i.{inbox["Consumed"]} IS NOT NULL AND NOT EXISTS (
                        SELECT 1 FROM {message} m WHERE m.{message["InboxMessageId"]} = i.{inbox["MessageId"]}
                        AND m.{message["InboxConsumerId"]} = i.{inbox["ConsumerId"]})
                    LIMIT @limit)
                """,
            CleanInbox = $"""
                DELETE FROM {inbox} WHERE {inbox["Id"]} IN (
                    SELECT i.{inbox["Id"]} FROM {inbox} i WHERE i.{inbox["Delivered"]} < @before AND NOT EXISTS (
                        SELECT 1 FROM {message} m WHERE m.{message["InboxMessageId"]} = i.{inbox["MessageId"]}
                        AND m.{message["InboxConsumerId"]} = i.{inbox["ConsumerId"]})
                    ORDER BY i.{inbox["Delivered"]} LIMIT @limit)
                """
        };
    }
}

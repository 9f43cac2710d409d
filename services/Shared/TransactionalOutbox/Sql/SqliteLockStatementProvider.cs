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
                    {inbox["ReceiveCount"]}, {inbox["ExpirationTime"]}, {inbox["Consumed"]})
                VALUES (@messageId, @consumerId, @lockId, @now, 1, @expires, @now)
                ON CONFLICT ({inbox["MessageId"]}, {inbox["ConsumerId"]}) DO NOTHING
                RETURNING {inbox["Id"]}
                """,
            LockInbox = $"""
                SELECT {inbox["Id"]} FROM {inbox} WHERE {inbox["MessageId"]} = @messageId
                AND {inbox["ConsumerId"]} = @consumerId AND {inbox["Consumed"]} IS NULL
                """,
            ConsumeInbox = $"""
                UPDATE {inbox} SET {inbox["Consumed"]} = @now, {inbox["ReceiveCount"]} = {inbox["ReceiveCount"]} + 1
                WHERE {inbox["Id"]} = @id
                """,
            ClaimOutboxes = $"""
                SELECT {outbox["OutboxId"]} FROM {outbox}
                WHERE {outbox["OutboxId"]} NOT IN (SELECT value FROM json_each(@skip))
                ORDER BY {outbox["Created"]} LIMIT @limit
                """,
            ClaimInbox = $"""
                SELECT {inbox["Id"]} FROM {inbox}
                WHERE {inbox["Delivered"]} IS NULL AND {inbox["Consumed"]} IS NOT NULL
                AND {inbox["Id"]} NOT IN (SELECT value FROM json_each(@skip)) LIMIT @limit
                """,
            LoadByOutbox = LoadRanked($"""
                SELECT *, ROW_NUMBER() OVER (PARTITION BY {message["OutboxId"]} ORDER BY {message["SequenceNumber"]}) AS rank
                FROM {message} WHERE {message["OutboxId"]} IN (SELECT value FROM json_each({Arg(0)}))
                """, message["SequenceNumber"]),
            LoadByInbox = LoadRanked($"""
                SELECT m.*, ROW_NUMBER() OVER (PARTITION BY i.{inbox["Id"]} ORDER BY m.{message["SequenceNumber"]}) AS rank
                FROM {inbox} i JOIN {message} m ON m.{message["InboxMessageId"]} = i.{inbox["MessageId"]}
                AND m.{message["InboxConsumerId"]} = i.{inbox["ConsumerId"]}
                WHERE i.{inbox["Id"]} IN (SELECT value FROM json_each({Arg(0)}))
                """, message["SequenceNumber"]),
            DeleteMessages =
                $"DELETE FROM {message} WHERE {message["SequenceNumber"]} IN (SELECT value FROM json_each(@sent))",
            CompleteOutboxes = $"""
                DELETE FROM {outbox} WHERE {outbox["OutboxId"]} IN (SELECT value FROM json_each(@ids)) AND NOT EXISTS (
                    SELECT 1 FROM {message} m WHERE m.{message["OutboxId"]} = {outbox}.{outbox["OutboxId"]})
                """,
            CompleteInbox = $"""
                UPDATE {inbox} SET {inbox["Delivered"]} = @now
                WHERE {inbox["Id"]} IN (SELECT value FROM json_each(@ids)) AND NOT EXISTS (
                    SELECT 1 FROM {message} m WHERE m.{message["InboxMessageId"]} = {inbox}.{inbox["MessageId"]}
                    AND m.{message["InboxConsumerId"]} = {inbox}.{inbox["ConsumerId"]})
                """,
            CleanInbox = $"""
                DELETE FROM {inbox} WHERE {inbox["Id"]} IN (
                    SELECT {inbox["Id"]} FROM {inbox} WHERE {inbox["Delivered"]} < @before
                    ORDER BY {inbox["Delivered"]} LIMIT @limit)
                """
        };
    }

    private static string LoadRanked(string ranked, string sequenceNumber) =>
        $"SELECT * FROM ({ranked}) WHERE rank <= {Arg(1)} ORDER BY {sequenceNumber} LIMIT {Arg(2)}";

    // FromSqlRaw's own placeholder, which must survive the interpolation.
    private static string Arg(int index) => $"{{{index}}}";
}

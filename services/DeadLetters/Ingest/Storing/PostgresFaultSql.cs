using Microservices.DeadLetters.Ingest.Parsing;
using NpgsqlTypes;

namespace Microservices.DeadLetters.Ingest.Storing;

/// <summary>PostgreSQL: a statement for a batch, whatever its size.</summary>
internal sealed class PostgresFaultSql : IFaultSql
{
    public static readonly PostgresFaultSql Instance = new();

    // Of a failure, the message mostly comes first: then nothing is written only to be deleted.
    public async Task StoreAsync(DeadLettersDbContext dbContext, IReadOnlyCollection<IncomingFault> faults, TimeSpan tolerance,
        DateTime now, CancellationToken cancellationToken)
    {
        await using var command = await NpgsqlRowsCommand.CreateAsync(dbContext, """
            WITH fault AS (
                SELECT * FROM unnest($1, $2, $3, $4) WITH ORDINALITY AS row (queue, message_key, failed_at, exceptions, place)
            ), matched AS (
                SELECT DISTINCT ON (fault.place) fault.place, fault.exceptions, attempts.id AS attempt_id
                FROM fault
                JOIN dead_letters AS letter ON letter.queue = fault.queue AND letter.message_key = fault.message_key
                JOIN attempts ON attempts.dead_letter_id = letter.id AND attempts.exceptions IS NULL
                    AND attempts.failed_at BETWEEN fault.failed_at - $6 AND fault.failed_at + $6
                ORDER BY fault.place, abs(extract(epoch FROM attempts.failed_at - fault.failed_at))
            ), told AS (
                UPDATE attempts SET exceptions = matched.exceptions FROM matched WHERE attempts.id = matched.attempt_id
            )
            INSERT INTO pending_faults (queue, message_key, failed_at, exceptions, stored_at)
            SELECT queue, message_key, failed_at, exceptions, $5 FROM fault WHERE place NOT IN (SELECT place FROM matched)
            """, cancellationToken);
        command.Add(faults, NpgsqlDbType.Text, fault => fault.Queue)
            .Add(faults, NpgsqlDbType.Text, fault => fault.MessageKey)
            .Add(faults, NpgsqlDbType.TimestampTz, fault => fault.FailedAt)
            .Add(faults, NpgsqlDbType.Jsonb, fault => fault.Exceptions)
            .Add(NpgsqlDbType.TimestampTz, now)
            .Add(NpgsqlDbType.Interval, tolerance);
        await command.ExecuteAsync(cancellationToken);
    }

    // What another process has locked it will match itself.
    public async Task MatchAsync(DeadLettersDbContext dbContext,
        IReadOnlyCollection<(string Queue, string MessageKey)> keys, TimeSpan tolerance, CancellationToken cancellationToken)
    {
        await using var command = await NpgsqlRowsCommand.CreateAsync(dbContext, """
            WITH fault AS MATERIALIZED (
                SELECT fault.* FROM pending_faults AS fault
                JOIN unnest($1, $2) AS key (queue, message_key) USING (queue, message_key)
                ORDER BY fault.id FOR UPDATE OF fault SKIP LOCKED
            ), matched AS (
                SELECT DISTINCT ON (fault.id) fault.id, fault.exceptions, attempts.id AS attempt_id
                FROM fault
                JOIN dead_letters AS letter ON letter.queue = fault.queue AND letter.message_key = fault.message_key
                JOIN attempts ON attempts.dead_letter_id = letter.id AND attempts.exceptions IS NULL
                    AND attempts.failed_at BETWEEN fault.failed_at - $3 AND fault.failed_at + $3
                ORDER BY fault.id, abs(extract(epoch FROM attempts.failed_at - fault.failed_at))
            ), told AS (
                UPDATE attempts SET exceptions = matched.exceptions FROM matched WHERE attempts.id = matched.attempt_id
            )
            DELETE FROM pending_faults USING matched WHERE pending_faults.id = matched.id
            """, cancellationToken);
        command.Add(keys, NpgsqlDbType.Text, key => key.Queue).Add(keys, NpgsqlDbType.Text, key => key.MessageKey)
            .Add(NpgsqlDbType.Interval, tolerance);
        await command.ExecuteAsync(cancellationToken);
    }
}

using System.Data.Common;
using Microsoft.EntityFrameworkCore.Storage;

namespace Microservices.DeadLetters.Replay.Store;

/// <summary>
/// Judges a selection in the database, where it is: ten thousand dead letters are one statement. What a dry run shows and what
/// a replay does come from the same expression.
/// </summary>
internal sealed class ReplayCandidates(DeadLettersDbContext dbContext)
{
    private const string SelectJudged = """
        SELECT reason, id, total FROM (
            SELECT reason, id, COUNT(*) OVER (PARTITION BY reason) AS total,
                row_number() OVER (PARTITION BY reason ORDER BY id) AS place
            FROM candidate) AS judged
        WHERE place <= @rp_shown ORDER BY reason, id
        """;

    /// <summary>Tells what would be replayed, and what not and why, with the first ids of each.</summary>
    public async Task<IReadOnlyList<JudgedLetters>> JudgeAsync(
        IQueryable<DeadLetter> selection, ReplayCriteria criteria, int shown, CancellationToken cancellationToken)
    {
        await using var command = await CreateAsync(selection, criteria, SelectJudged, cancellationToken);
        Add(command, "@rp_shown", shown);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<(string? Reason, long Id, long Total)> rows = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add((await reader.IsDBNullAsync(0, cancellationToken) ? null : reader.GetString(0), reader.GetInt64(1),
                reader.GetInt64(2)));
        }

        return [.. rows.GroupBy(row => (row.Reason, row.Total))
            .Select(group => new JudgedLetters(group.Key.Reason, group.Key.Total, [.. group.Select(row => row.Id)]))];
    }

    /// <summary>
    /// Inserts an item for each dead letter of the selection: from then on, the list is fixed. What another replay has is
    /// skipped, also when it got it in the same moment. To be run in a transaction.
    /// </summary>
    public async Task FreezeAsync(IQueryable<DeadLetter> selection, ReplayCriteria criteria, Guid replayId, DateTime now,
        CancellationToken cancellationToken)
    {
        await using (var command = await CreateAsync(
            selection, criteria, dbContext.ReplaySql().Freeze.Insert, cancellationToken))
        {
            Add(command, "@replay", replayId);
            Add(command, "@now", now);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await dbContext.Database.ExecuteSqlAsync($"""
            UPDATE dead_letters SET status = 'replaying'
            WHERE status = 'open' AND id IN (
                SELECT dead_letter_id FROM replay_items WHERE replay_id = {replayId} AND state = 'queued')
            """, cancellationToken);

        // Archived or resolved between the judgement and the line above, which has waited for it.
        await dbContext.Database.ExecuteSqlAsync($"""
            UPDATE replay_items SET state = 'skipped', finished_at = {now}, reason = (
                SELECT CASE status WHEN 'archived' THEN {SkipReasons.Archived} ELSE {SkipReasons.Processed} END
                FROM dead_letters WHERE dead_letters.id = replay_items.dead_letter_id)
            WHERE replay_id = {replayId} AND state = 'queued' AND NOT EXISTS (
                SELECT 1 FROM dead_letters
                WHERE dead_letters.id = replay_items.dead_letter_id AND dead_letters.status = 'replaying')
            """, cancellationToken);
        await NumberAsync(replayId, cancellationToken);
    }

    // What is skipped comes last, so that the canary is made of messages; and who was faster is known by now.
    private async Task NumberAsync(Guid replayId, CancellationToken cancellationToken)
    {
        await dbContext.Database.ExecuteSqlAsync($"""
            UPDATE replay_items SET ordinal = numbered.place
            FROM (SELECT id, row_number() OVER (ORDER BY state = 'skipped', ordinal, id) AS place
                FROM replay_items WHERE replay_id = {replayId}) AS numbered
            WHERE replay_items.id = numbered.id AND replay_items.ordinal <> numbered.place
            """, cancellationToken);
        await dbContext.Database.ExecuteSqlAsync($"""
            UPDATE replay_items SET reason = reason || (
                SELECT {SkipReasons.InReplay} || replays.number || ' (' || replays.state || ') of ' || replays.actor FROM replay_items AS active JOIN replays ON replays.id = active.replay_id
                WHERE active.dead_letter_id = replay_items.dead_letter_id
                    AND active.state IN ('queued', 'publishing', 'published'))
            WHERE replay_id = {replayId} AND state = 'skipped' AND reason = {SkipReasons.BeingReplayed}
                AND EXISTS (SELECT 1 FROM replay_items AS active
                    WHERE active.dead_letter_id = replay_items.dead_letter_id
                        AND active.state IN ('queued', 'publishing', 'published'))
            """, cancellationToken);
    }

    private async Task<DbCommand> CreateAsync(
        IQueryable<DeadLetter> selection, ReplayCriteria criteria, string tail, CancellationToken cancellationToken)
    {
        await dbContext.Database.OpenConnectionAsync(cancellationToken);
        var command = selection.Select(letter => letter.Id).CreateDbCommand();
        command.Transaction = dbContext.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = $"""
            WITH selected (id) AS (
                {command.CommandText}
            ), active AS (
                SELECT replay_items.dead_letter_id, replays.number || ' (' || replays.state || ') of ' || replays.actor AS replay
                FROM replay_items JOIN replays ON replays.id = replay_items.replay_id
                WHERE replay_items.state IN ('queued', 'publishing', 'published')
            ), candidate AS {dbContext.ReplaySql().Freeze.Materialized} (
                SELECT letter.id, letter.queue, letter.last_failed_at, CASE
                    WHEN letter.queue IN ({Names(command, "@rp_gone", criteria.Gone)}) THEN {Literal(SkipReasons.QueueGone)}
                    WHEN letter.status = 'archived' THEN {Literal(SkipReasons.Archived)}
                    WHEN letter.status = 'resolved' THEN {Literal(SkipReasons.Processed)}
                    WHEN active.replay IS NOT NULL THEN {Literal(SkipReasons.BeingReplayed + SkipReasons.InReplay)} || active.replay
                    WHEN letter.failed_replays >= {LoopGuard.FailedReplays} AND NOT @rp_override
                        THEN {Literal(SkipReasons.LoopGuard)}
                    END AS reason
                FROM selected JOIN dead_letters AS letter ON letter.id = selected.id
                LEFT JOIN active ON active.dead_letter_id = letter.id
            )
            {tail}
            """;
        Add(command, "@rp_override", criteria.OverridesLoopGuard);
        return command;
    }

    private static string Names(DbCommand command, string prefix, IReadOnlyCollection<string> names)
    {
        var parameters = names.Select((name, index) => (Parameter: $"{prefix}{index}", name)).ToList();
        foreach (var (parameter, name) in parameters)
            Add(command, parameter, name);
        return parameters.Count == 0 ? "NULL" : string.Join(", ", parameters.Select(pair => pair.Parameter));
    }

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}

/// <summary>Dead letters of a selection with the same prospect.</summary>
/// <param name="Reason">Why they are skipped; null for those to be replayed.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Ids">The first of them.</param>
internal sealed record JudgedLetters(string? Reason, long Count, IReadOnlyList<long> Ids);

/// <summary>The obstacles to a replay of a selected dead letter, beside its own state.</summary>
/// <param name="Gone">Queues that the broker does not have.</param>
/// <param name="OverridesLoopGuard">Whether a reason was given for messages that failed in many replays.</param>
internal sealed record ReplayCriteria(IReadOnlyCollection<string> Gone, bool OverridesLoopGuard);

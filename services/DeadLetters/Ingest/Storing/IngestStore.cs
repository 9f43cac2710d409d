using Microservices.DeadLetters.Ingest.Parsing;
using Microservices.DeadLetters.Replay;
using Microservices.DeadLetters.Replay.Store;
using Npgsql;

namespace Microservices.DeadLetters.Ingest.Storing;

/// <summary>
/// Stores a batch of arrivals in one transaction: dead letters, attempts, counters, outcomes of replays. The same arrival
/// stored twice, by whomever, is one attempt.
/// </summary>
internal sealed class IngestStore(
    DeadLettersDbContext dbContext, ReplayOutcome outcome, IngestSettings settings, TimeProvider timeProvider)
{
    private const int MostAttempts = 3;

    private IIngestSql Sql { get; } = dbContext.Database.IsSqlite() ? SqliteIngestSql.Instance : PostgresIngestSql.Instance;

    private IFaultSql Faults { get; } = dbContext.Database.IsSqlite() ? SqliteFaultSql.Instance : PostgresFaultSql.Instance;

    /// <summary>Stores a batch.</summary>
    /// <returns>How many attempts were new.</returns>
    public async Task<int> StoreAsync(IReadOnlyList<IncomingLetter> batch, CancellationToken cancellationToken)
    {
        if (batch.Count == 0)
            return 0;

        await AdoptAsync(batch, cancellationToken);

        // Before the transaction, whose order of locks is dead letters, then groups. A group without dead letters is harmless;
        // one that the retention deletes in between is made again.
        for (var attempt = 1; ; attempt++)
        {
            var groups = await Sql.EnsureGroupsAsync(
                dbContext, [.. batch.DistinctBy(letter => letter.Fingerprint)], cancellationToken);
            try
            {
                var plan = new IngestPlan(batch, groups);
                return await ReplayStrategy.RetryAsync(dbContext, () => StoreAsync(plan, cancellationToken));
            }
            catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.ForeignKeyViolation && attempt < MostAttempts)
            {
                dbContext.ChangeTracker.Clear();
            }
        }
    }

    private async Task<int> StoreAsync(IngestPlan plan, CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var transaction = await dbContext.Database.BeginTransactionAsync(cancellationToken);
            var stored = await Sql.LockAsync(dbContext, plan.Keys, cancellationToken);
            plan.Know(stored);
            if (plan.LateItems is { Count: > 0 } late)
            {
                plan.KnowProcessed(await dbContext.ReplayItems.Where(item => late.Contains(item.Id)
                    && item.State == ReplayItemState.Processed).Select(item => item.Id).ToListAsync(cancellationToken));
            }

            if (!await Sql.InsertLettersAsync(dbContext, plan.NewLetters, cancellationToken))
            {
                await transaction.RollbackAsync(cancellationToken); // another process has just stored one of them
                continue;
            }

            var attempts = plan.Attempts();
            var inserted = await Sql.InsertAttemptsAsync(dbContext, attempts, cancellationToken);
            var changes = plan.Changes(inserted, await dbContext.ReplaySql().NowAsync(dbContext, timeProvider, cancellationToken));
            await Sql.UpdateLettersAsync(dbContext, changes.Letters, cancellationToken);
            await outcome.FailedAgainAsync(
                await FailedReplaysAsync(plan, inserted, cancellationToken), cancellationToken);
            await Sql.CountAsync(dbContext, changes.Groups, changes.Hours, cancellationToken);
            await Faults.MatchAsync(dbContext, [.. plan.Keys.Select(key => (key.Queue, key.MessageKey)).Distinct()], settings.FaultTolerance, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return inserted.Count;
        }
    }

    // A replay that comes back belongs to its dead letter, whatever body it bears: an operator may have edited it, and the count
    // of redeliveries is taken out of it.
    private async Task AdoptAsync(IReadOnlyList<IncomingLetter> batch, CancellationToken cancellationToken)
    {
        var replayed = batch.Where(arrival => arrival.Attempt.ReplayItemId is not null).ToLookup(arrival => arrival.Attempt.ReplayItemId!.Value); // filtered
        long[] items = [.. replayed.Select(arrivals => arrivals.Key)];
        string[] messages = settings.LosesHeaders ? [.. batch.Select(arrival => arrival.Letter.MessageKey).Distinct()] : [];
        if (items.Length > 0)
        {
            var letters = await dbContext.ReplayItems.AsNoTracking().Where(item => items.Contains(item.Id))
                .Join(dbContext.DeadLetters, item => item.DeadLetterId, letter => letter.Id,
                    (item, letter) => new { item.Id, letter.Queue, letter.MessageKey, letter.BodyHash }).ToListAsync(cancellationToken);
            foreach (var letter in letters)
                Adopt(replayed[letter.Id], new LetterKey(letter.Queue, letter.MessageKey, letter.BodyHash));
        }

        if (messages.Length > 0)
        {
            var letters = await dbContext.DeadLetters.AsNoTracking()
                .Where(letter => letter.Status == DeadLetterStatus.Replaying && messages.Contains(letter.MessageKey))
                .Select(letter => new { letter.Queue, letter.MessageKey, letter.BodyHash }).ToListAsync(cancellationToken);
            foreach (var letter in letters)
                Adopt(batch, new LetterKey(letter.Queue, letter.MessageKey, letter.BodyHash));
        }
    }

    // One that names the item of another message is none of ours. A message without an id has the hash of its body for one.
    private static void Adopt(IEnumerable<IncomingLetter> arrivals, LetterKey key)
    {
        foreach (var arrival in arrivals.Where(arrival => arrival.Letter.Queue == key.Queue && (arrival.Letter.MessageKey == key.MessageKey
            || arrival.Letter.MessageKey.StartsWith(ArrivalReader.HashPrefix, StringComparison.Ordinal)
                && key.MessageKey.StartsWith(ArrivalReader.HashPrefix, StringComparison.Ordinal))))
        {
            arrival.Key = key;
            arrival.Attempt.Body = key.BodyHash == arrival.Letter.BodyHash ? null : arrival.Letter.Body;
        }
    }

    private async Task<IReadOnlyCollection<FailedReplay>> FailedReplaysAsync(
        IngestPlan plan, IReadOnlySet<int> inserted, CancellationToken cancellationToken)
    {
        if (!settings.LosesHeaders)
            return plan.FailedReplays(inserted);

        // In memory, a message loses its headers on the way to the error queue; it is the replay's that is under way.
        var letters = plan.ReplayingLetters(inserted);
        return letters.Count == 0
            ? []
            : await dbContext.ReplayItems.AsNoTracking()
                .Where(item => letters.Contains(item.DeadLetterId) && ReplayItemState.Active.Contains(item.State))
                .Select(item => new FailedReplay(item.Id, item.DeadLetterId)).ToListAsync(cancellationToken);
    }
}

/// <summary>The changes that the transport makes to a message on its way to the error queue.</summary>
/// <param name="LosesHeaders">Whether its own headers are gone: the in-memory transport copies the body only.</param>
internal sealed record IngestSettings(bool LosesHeaders)
{
    /// <summary>How far the times of an error queue's message and of its <c>Fault&lt;T&gt;</c> may be apart.</summary>
    public TimeSpan FaultTolerance { get; init; } = TimeSpan.FromSeconds(10);
}

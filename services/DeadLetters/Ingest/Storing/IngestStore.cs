using Microservices.DeadLetters.Ingest.Parsing;
using Microservices.DeadLetters.Replay;
using Microservices.DeadLetters.Replay.Store;

namespace Microservices.DeadLetters.Ingest.Storing;

/// <summary>
/// Stores a batch of arrivals in one transaction: dead letters, attempts, counters, outcomes of replays. The same arrival
/// stored twice, by whomever, is one attempt.
/// </summary>
internal sealed class IngestStore(DeadLettersDbContext dbContext, ReplayOutcome outcome, IngestSettings settings)
{
    private IIngestSql Sql { get; } = dbContext.Database.IsSqlite() ? SqliteIngestSql.Instance : PostgresIngestSql.Instance;

    private IFaultSql Faults { get; } = dbContext.Database.IsSqlite() ? SqliteFaultSql.Instance : PostgresFaultSql.Instance;

    /// <summary>Stores a batch.</summary>
    /// <returns>How many attempts were new.</returns>
    public async Task<int> StoreAsync(IReadOnlyList<IncomingLetter> batch, CancellationToken cancellationToken)
    {
        if (batch.Count == 0)
            return 0;

        // Before the transaction, whose order of locks is dead letters, then groups. A group without dead letters is harmless.
        var groups = await Sql.EnsureGroupsAsync(
            dbContext, [.. batch.DistinctBy(letter => letter.Fingerprint)], cancellationToken);
        var plan = new IngestPlan(batch, groups);
        return await ReplayStrategy.RetryAsync(dbContext, () => StoreAsync(plan, cancellationToken));
    }

    private async Task<int> StoreAsync(IngestPlan plan, CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var transaction = await dbContext.Database.BeginTransactionAsync(cancellationToken);
            var stored = await Sql.LockAsync(dbContext, plan.Keys, cancellationToken);
            plan.Know(stored);
            if (!await Sql.InsertLettersAsync(dbContext, plan.NewLetters, cancellationToken))
            {
                await transaction.RollbackAsync(cancellationToken); // another process has just stored one of them
                continue;
            }

            var attempts = plan.Attempts();
            var inserted = await Sql.InsertAttemptsAsync(dbContext, attempts, cancellationToken);
            var changes = plan.Changes(inserted);
            await Sql.UpdateLettersAsync(dbContext, changes.Letters, cancellationToken);
            await outcome.FailedAgainAsync(
                await FailedReplaysAsync(plan, inserted, cancellationToken), cancellationToken);
            await Sql.CountAsync(dbContext, changes.Groups, changes.Hours, cancellationToken);
            await Faults.MatchAsync(dbContext, plan.Keys, settings.FaultTolerance, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return inserted.Count;
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

/// <summary>What the transport makes of a message on its way to the error queue.</summary>
/// <param name="LosesHeaders">Whether its own headers are gone: the in-memory transport copies the body only.</param>
internal sealed record IngestSettings(bool LosesHeaders)
{
    /// <summary>How far the times of an error queue's message and of its <c>Fault&lt;T&gt;</c> may be apart.</summary>
    public TimeSpan FaultTolerance { get; init; } = TimeSpan.FromSeconds(10);
}

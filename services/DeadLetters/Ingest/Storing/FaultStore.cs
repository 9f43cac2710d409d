using Microservices.DeadLetters.Ingest.Parsing;
using Microservices.DeadLetters.Replay.Store;

namespace Microservices.DeadLetters.Ingest.Storing;

/// <summary>Gives attempts their chain of exceptions, whichever of the two comes first.</summary>
internal sealed class FaultStore(DeadLettersDbContext dbContext, IngestSettings settings, TimeProvider timeProvider)
{
    /// <summary>How long exceptions wait for their message; a kill switch or a full queue may hold it up.</summary>
    internal static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private const int SweptAtOnce = 1_000;

    private IFaultSql Sql { get; } = dbContext.Database.IsSqlite() ? SqliteFaultSql.Instance : PostgresFaultSql.Instance;

    /// <summary>Stores faults.</summary>
    public Task StoreAsync(IReadOnlyCollection<IncomingFault> faults, CancellationToken cancellationToken) =>
        ReplayStrategy.RetryAsync(dbContext, async () =>
        {
            var now = timeProvider.GetUtcNow().UtcDateTime;
            await using var transaction = await dbContext.Database.BeginTransactionAsync(cancellationToken);
            await Sql.StoreAsync(dbContext, faults, settings.FaultTolerance, now, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return 0;
        });

    /// <summary>
    /// Matches what two transactions at the same time could not see of each other, and forgets what has waited too long.
    /// </summary>
    /// <returns>How many were forgotten.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow().UtcDateTime;
        var waiting = await dbContext.PendingFaults.OrderBy(fault => fault.StoredAt).Take(SweptAtOnce)
            .Select(fault => new { fault.Queue, fault.MessageKey }).Distinct().ToListAsync(cancellationToken);
        await Sql.MatchAsync(dbContext, [.. waiting.Select(fault => (fault.Queue, fault.MessageKey))],
            settings.FaultTolerance, cancellationToken);
        var before = now - Kept;
        return await dbContext.PendingFaults.Where(fault => fault.StoredAt < before).ExecuteDeleteAsync(cancellationToken);
    }
}

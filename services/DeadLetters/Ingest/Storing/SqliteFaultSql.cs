using Microservices.DeadLetters.Ingest.Parsing;

namespace Microservices.DeadLetters.Ingest.Storing;

/// <summary>SQLite has one writer, whose transaction holds everything: plain statements do.</summary>
internal sealed class SqliteFaultSql : IFaultSql
{
    public static readonly SqliteFaultSql Instance = new();

    public async Task StoreAsync(DeadLettersDbContext dbContext, IReadOnlyCollection<IncomingFault> faults, TimeSpan tolerance,
        DateTime now, CancellationToken cancellationToken)
    {
        dbContext.PendingFaults.AddRange(faults.Select(fault => new PendingFault
        {
            Queue = fault.Queue,
            MessageKey = fault.MessageKey,
            FailedAt = fault.FailedAt,
            Exceptions = fault.Exceptions,
            StoredAt = now,
        }));
        await SaveAsync(dbContext, cancellationToken);
        await MatchAsync(
            dbContext, [.. faults.Select(fault => (fault.Queue, fault.MessageKey)).Distinct()], tolerance, cancellationToken);
    }

    public async Task MatchAsync(DeadLettersDbContext dbContext,
        IReadOnlyCollection<(string Queue, string MessageKey)> keys, TimeSpan tolerance, CancellationToken cancellationToken)
    {
        foreach (var (queue, messageKey) in keys)
        {
            var faults = await dbContext.PendingFaults.AsTracking()
                .Where(fault => fault.Queue == queue && fault.MessageKey == messageKey).ToListAsync(cancellationToken);
            foreach (var fault in faults)
            {
                var (from, to) = (fault.FailedAt - tolerance, fault.FailedAt + tolerance);
                var attempts = await dbContext.Attempts.AsTracking()
                    .Join(dbContext.DeadLetters.Where(letter => letter.Queue == queue && letter.MessageKey == messageKey),
                        attempt => attempt.DeadLetterId, letter => letter.Id, (attempt, _) => attempt)
                    .Where(attempt => attempt.Exceptions == null && attempt.FailedAt >= from && attempt.FailedAt <= to)
                    .ToListAsync(cancellationToken);
                if (attempts.MinBy(attempt => (attempt.FailedAt - fault.FailedAt).Duration()) is not { } nearest)
                    continue;

                nearest.Exceptions = fault.Exceptions;
                dbContext.PendingFaults.Remove(fault);
            }
        }

        await SaveAsync(dbContext, cancellationToken);
    }

    private static async Task SaveAsync(DeadLettersDbContext dbContext, CancellationToken cancellationToken)
    {
        await dbContext.SaveChangesAsync(cancellationToken);
        dbContext.ChangeTracker.Clear();
    }
}

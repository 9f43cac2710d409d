using Microservices.DeadLetters.Auditing;
using Microservices.ServiceDefaults.Hosting;

namespace Microservices.DeadLetters.Archive.Retention;

/// <summary>
/// Gives resolved dead letters a date, and deletes what is due, in batches of one transaction each; and the counts by the hour
/// that nobody looks at any more.
/// </summary>
internal sealed class RetentionSweep(DeadLettersDbContext dbContext, IOptions<RetentionOptions> options,
    TimeProvider timeProvider, ILogger<RetentionSweep> logger)
{
    /// <summary>Who the audit names.</summary>
    public const string Actor = "retention";

    // Of which a day is shown.
    private static readonly TimeSpan HoursKept = TimeSpan.FromDays(7);

    private readonly ArchiveStore _store = new(dbContext);

    /// <summary>Does all that there is to do.</summary>
    /// <returns>How many were deleted.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        while (await DateAsync(cancellationToken) == options.Value.BatchSize)
        {
            // There are more.
        }

        var deleted = 0;
        int batch;
        do
        {
            batch = await PurgeAsync(cancellationToken);
            deleted += batch;
        }
        while (batch == options.Value.BatchSize);

        await ForgetHoursAsync(cancellationToken);
        await ForgetGroupsAsync(cancellationToken);
        if (deleted > 0)
            logger.LettersPurged(deleted);
        return deleted;
    }

    private async Task<int> DateAsync(CancellationToken cancellationToken)
    {
        var purgeAt = timeProvider.GetUtcNow().UtcDateTime + options.Value.Resolved;
        var undated = dbContext.DeadLetters
            .Where(letter => letter.Status == DeadLetterStatus.Resolved && letter.PurgeAt == null)
            .OrderBy(letter => letter.Id).Take(options.Value.BatchSize).Select(letter => letter.Id);
        return await dbContext.DeadLetters
            .Where(letter => undated.Contains(letter.Id) && letter.Status == DeadLetterStatus.Resolved)
            .ExecuteUpdateAsync(update => update.SetProperty(letter => letter.PurgeAt, purgeAt), cancellationToken);
    }

    private async Task ForgetHoursAsync(CancellationToken cancellationToken)
    {
        var before = timeProvider.GetUtcNow().UtcDateTime - HoursKept;
        await dbContext.GroupHours.Where(hour => hour.Hour < before).ExecuteDeleteAsync(cancellationToken);
    }

    // With their last dead letter. The ingest makes one again that it needs in the same moment.
    private Task<int> ForgetGroupsAsync(CancellationToken cancellationToken) => dbContext.Groups
        .Where(group => group.TotalCount == 0 && !dbContext.DeadLetters.Any(letter => letter.GroupId == group.Id))
        .ExecuteDeleteAsync(cancellationToken);

    private async Task<int> PurgeAsync(CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow().UtcDateTime;
        await using var transaction = await dbContext.Database.BeginTransactionAsync(cancellationToken);
        var due = await _store.Sql.LockDueAsync(dbContext, now, options.Value.BatchSize, cancellationToken);
        if (due.Count == 0)
            return 0;

        var entry = AuditEntries.Create(now, Actor, "letters.purged", "dead-letters", "its time was over", new { due.Count });
        dbContext.Audit.Add(entry);
        await dbContext.SaveChangesAsync(cancellationToken);
        await _store.AuditAsync(due,
            AuditEntries.Create(now, Actor, AuditEntries.PerLetter + "purged", "", "its time was over"), cancellationToken);
        await _store.DeleteAsync(due, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        dbContext.ChangeTracker.Clear();
        return due.Count;
    }
}

/// <summary>Sweeps again and again. Any number of processes may do it.</summary>
internal sealed class RetentionWorker(IServiceScopeFactory scopes, IOptions<RetentionOptions> options,
    TimeProvider timeProvider, ILogger<RetentionWorker> logger) : PeriodicService(timeProvider)
{
    protected override TimeSpan Interval => options.Value.Interval;

    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RetentionSweep>().RunAsync(cancellationToken);
    }

    protected override void ReportFailure(Exception exception) => logger.RetentionFailed(exception);
}

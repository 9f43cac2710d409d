using Microservices.DeadLetters.Replay.Canary;
using Microservices.DeadLetters.Replay.Publishing;
using Microservices.DeadLetters.Replay.Store;

namespace Microservices.DeadLetters.Replay.Worker;

/// <summary>
/// One step of one replay: decide, claim, publish, mark. The claim is committed before anything is sent, so that whoever
/// finds it later knows that the message may have been sent; it is then sent again with the same message id, and the
/// consumer's inbox absorbs the copy. Killed at any point, a step leaves nothing that the next one cannot take up.
/// </summary>
internal sealed class ReplayStep(DeadLettersDbContext dbContext, ReplayProgress progress, ReplayMessageReader reader,
    ReplayOutcome outcome, IReplayTarget target, ReplayMetrics metrics, IOptions<ReplayOptions> options,
    TimeProvider timeProvider, ILogger<ReplayStep> logger)
{
    private DateTime Now => timeProvider.GetUtcNow().UtcDateTime;

    /// <summary>Runs the step.</summary>
    /// <param name="replayId">The replay.</param>
    /// <param name="cancellationToken">Ends it; what was claimed and not sent is given back.</param>
    /// <returns>How many messages were published.</returns>
    public async Task<int> RunAsync(Guid replayId, CancellationToken cancellationToken)
    {
        var claim = await ClaimAsync(replayId, cancellationToken);
        if (claim.Items.Count == 0)
            return 0;

        IReadOnlyList<ReplayMessage> messages = [];
        IReadOnlyList<PublishResult> results = [];
        try
        {
            messages = await reader.ReadAsync(claim.Items, claim.ResetRedelivery, cancellationToken);
            results = await target.PublishAsync(messages, cancellationToken);
        }
        finally
        {
            // Also when the service stops: what is known is written down, the rest is given back.
            await MarkAsync(replayId, claim, messages, results);
        }

        return results.Count(result => result == PublishResult.Published);
    }

    private async Task<Claim> ClaimAsync(Guid replayId, CancellationToken cancellationToken)
    {
        await using var transaction = await dbContext.Database.BeginTransactionAsync(cancellationToken);
        var sql = dbContext.ReplaySql();
        if (await sql.LockAsync(dbContext, replayId, cancellationToken) is not { } job)
            return Claim.None;

        await progress.AdvanceAsync(job, cancellationToken);
        await dbContext.SaveChangesAsync(cancellationToken);
        IReadOnlyList<EndedItem> claimed = [];
        var now = ToMicroseconds(Now);
        if (job.State == ReplayState.Running && await AllowanceAsync(job, cancellationToken) is > 0 and var allowance)
        {
            claimed = await sql.ClaimAsync(dbContext, job.Id, CanaryStages.LastOrdinal(job.Stage), allowance, now,
                abandoned: now - options.Value.PublishingLease, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        dbContext.ChangeTracker.Clear();
        return new Claim([.. claimed.Select(item => item.Id)], now, job.ResetRedelivery);
    }

    // As PostgreSQL keeps it: the time of a claim is compared with what is stored.
    private static DateTime ToMicroseconds(DateTime time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond));

    // What all workers together have claimed within the last second is in the table, and nobody else claims now.
    private async Task<int> AllowanceAsync(ReplayJob job, CancellationToken cancellationToken)
    {
        var since = Now - TimeSpan.FromSeconds(1);
        var sent = await dbContext.ReplayItems
            .CountAsync(item => item.ReplayId == job.Id && item.PublishedAt > since, cancellationToken);
        var perStep = (int)Math.Ceiling(job.Rate * options.Value.PollInterval.TotalSeconds);
        return Math.Min(options.Value.BatchSize, Math.Min(job.Rate - sent, perStep));
    }

    private async Task MarkAsync(Guid replayId, Claim claim, IReadOnlyList<ReplayMessage> messages, IReadOnlyList<PublishResult> results)
    {
        var known = messages.Zip(results).ToLookup(pair => pair.Second, pair => pair.First);
        var published = known[PublishResult.Published].Select(message => message.ItemId).ToList();
        var unroutable = known[PublishResult.Unroutable].Select(message => message.ItemId).ToList();
        var now = Now;

        // All or nothing: an item that has ended leaves no dead letter in a replay that is none.
        await using (var transaction = await dbContext.Database.BeginTransactionAsync(CancellationToken.None))
        {
            var own = await FindOwnAsync(claim);
            var sent = own.Intersect(published).ToArray();
            await dbContext.ReplayItems.Where(item => sent.Contains(item.Id) && item.State == ReplayItemState.Publishing)
                .ExecuteUpdateAsync(update => update.SetProperty(item => item.State, ReplayItemState.Published)
                    .SetProperty(item => item.PublishedAt, now), CancellationToken.None);

            var ended = await dbContext.ReplaySql().EndAsync(dbContext, [.. own.Intersect(unroutable)], [ReplayItemState.Publishing],
                ReplayItemState.Skipped, SkipReasons.QueueGone, now, CancellationToken.None);
            await outcome.ReopenAsync(ended, ReplayItemState.Skipped, CancellationToken.None);

            await GiveBackAsync(replayId, [.. own.Except(published).Except(unroutable)]);
            await transaction.CommitAsync(CancellationToken.None);
        }

        metrics.Published(published.Count);
        if (known[PublishResult.Refused].ToList() is [var refused, ..] all)
            await progress.PauseAsync(replayId, $"paused by itself: the broker refused {all.Count} messages; "
                + $"is the queue {refused.Queue} full?", CancellationToken.None);
    }

    // Without those that a consumer, faster, has acknowledged already, and those that another worker has claimed since: it
    // took this one for dead.
    private Task<List<long>> FindOwnAsync(Claim claim) => dbContext.ReplayItems
        .Where(item => claim.Items.Contains(item.Id) && item.State == ReplayItemState.Publishing && item.PublishedAt == claim.At)
        .Select(item => item.Id).ToListAsync(CancellationToken.None);

    private async Task GiveBackAsync(Guid replayId, long[] items)
    {
        if (items.Length == 0)
            return;

        await dbContext.ReplayItems.Where(item => items.Contains(item.Id) && item.State == ReplayItemState.Publishing)
            .ExecuteUpdateAsync(update => update.SetProperty(item => item.State, ReplayItemState.Queued),
                CancellationToken.None);
        logger.ReplayItemsGivenBack(replayId, items.Length);
    }

    /// <summary>What a step has claimed.</summary>
    /// <param name="Items">The items.</param>
    /// <param name="At">When; a claim of another worker has another time.</param>
    /// <param name="ResetRedelivery">Whether the messages get their redeliveries again.</param>
    private sealed record Claim(IReadOnlyList<long> Items, DateTime At, bool ResetRedelivery)
    {
        public static Claim None { get; } = new([], default, false);
    }
}

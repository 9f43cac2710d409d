using Microservices.DeadLetters.Ingest.Parsing;
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
    // As much as is read, sent and waited for at once.
    private const long MostBytes = 4 * 1024 * 1024;

    /// <summary>Runs the step.</summary>
    /// <param name="replayId">The replay.</param>
    /// <param name="cancellationToken">Ends it; what was claimed and not sent is given back.</param>
    /// <returns>How many messages were published.</returns>
    public async Task<int> RunAsync(Guid replayId, CancellationToken cancellationToken)
    {
        var claim = await ClaimAsync(replayId, cancellationToken);
        if (claim.Items.Count == 0)
            return 0;

        Dictionary<long, PublishResult> results = [];
        try
        {
            var (messages, unreadable) = await reader.ReadAsync(claim.Items, claim.ResetRedelivery, cancellationToken);
            foreach (var (item, result) in unreadable)
                results[item] = result;
            foreach (var (message, result) in messages.Zip(await target.PublishAsync(messages, cancellationToken)))
                results[message.ItemId] = result;
        }
        finally
        {
            // Also when the service stops: what is known is written down, the rest is given back.
            await MarkAsync(replayId, claim, results);
        }

        return results.Values.Count(result => result.Outcome == PublishOutcome.Published);
    }

    private async Task<Claim> ClaimAsync(Guid replayId, CancellationToken cancellationToken)
    {
        await using var transaction = await dbContext.Database.BeginTransactionAsync(cancellationToken);
        var sql = dbContext.ReplaySql();
        if (await sql.LockAsync(dbContext, replayId, cancellationToken) is not { } job)
            return Claim.None;

        var now = ToMicroseconds(await sql.NowAsync(dbContext, timeProvider, cancellationToken));
        await progress.AdvanceAsync(job, now, cancellationToken);
        await dbContext.SaveChangesAsync(cancellationToken);
        IReadOnlyList<EndedItem> claimed = [];
        if (job.State == ReplayState.Running && !(job.NextTryAt > now) && await AllowanceAsync(job, now, cancellationToken) is > 0 and var allowance)
        {
            claimed = await sql.ClaimAsync(dbContext, job.Id, CanaryStages.LastOrdinal(job.Stage), allowance, MostBytes, now,
                abandoned: now - options.Value.PublishingLease, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        dbContext.ChangeTracker.Clear();
        return new Claim([.. claimed.Select(item => item.Id)], now, job.ResetRedelivery);
    }

    // As PostgreSQL keeps it: the time of a claim is compared with what is stored.
    private static DateTime ToMicroseconds(DateTime time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond));

    // What all workers together have claimed within the last second is in the table, and nobody else claims now.
    private async Task<int> AllowanceAsync(ReplayJob job, DateTime now, CancellationToken cancellationToken)
    {
        var since = now - TimeSpan.FromSeconds(1);
        var sent = await dbContext.ReplayItems
            .CountAsync(item => item.ReplayId == job.Id && item.PublishedAt > since, cancellationToken);
        var perStep = (int)Math.Ceiling(job.Rate * options.Value.PollInterval.TotalSeconds);
        return Math.Min(options.Value.BatchSize, Math.Min(job.Rate - sent, perStep));
    }

    private async Task MarkAsync(Guid replayId, Claim claim, Dictionary<long, PublishResult> results)
    {
        var known = results.ToLookup(pair => pair.Value.Outcome, pair => pair.Key);
        var now = await dbContext.ReplaySql().NowAsync(dbContext, timeProvider, CancellationToken.None);

        // All or nothing: an item that has ended leaves no dead letter in a replay that is none.
        await using (var transaction = await dbContext.Database.BeginTransactionAsync(CancellationToken.None))
        {
            var own = await FindOwnAsync(claim);
            var sent = own.Intersect(known[PublishOutcome.Published]).ToArray();
            await dbContext.ReplayItems.Where(item => sent.Contains(item.Id) && item.State == ReplayItemState.Publishing)
                .ExecuteUpdateAsync(update => update.SetProperty(item => item.State, ReplayItemState.Published)
                    .SetProperty(item => item.PublishedAt, now), CancellationToken.None);
            await EndAsync(own.Intersect(known[PublishOutcome.Unroutable]), ReplayItemState.Skipped, SkipReasons.QueueGone, now);
            foreach (var refused in own.Intersect(known[PublishOutcome.NotSendable]).GroupBy(item => results[item].Reason))
                await EndAsync(refused, ReplayItemState.NotSendable, SafeText.Fit(refused.Key, ColumnLengths.Reason), now);
            await GiveBackAsync(replayId, [.. own.Where(item => results.GetValueOrDefault(item).Outcome
                is PublishOutcome.Unknown or PublishOutcome.Refused)]);
            await transaction.CommitAsync(CancellationToken.None);
        }

        metrics.Published(known[PublishOutcome.Published].Count());
        if (known[PublishOutcome.Refused].Count() is > 0 and var full)
            await progress.PauseAsync(replayId, $"paused by itself: the broker refused {full} messages; "
                + $"is the queue {await QueueOfAsync(known[PublishOutcome.Refused].First())} full?", CancellationToken.None);
        await progress.NoteTryAsync(replayId, results.Values.Any(result => result.Outcome != PublishOutcome.Unknown),
            results.Values.FirstOrDefault(result => result.Outcome == PublishOutcome.Unknown).Reason, results.Count,
            CancellationToken.None);
    }

    private async Task EndAsync(IEnumerable<long> items, string state, string? reason, DateTime now)
    {
        var ended = await dbContext.ReplaySql().EndAsync(
            dbContext, [.. items], [ReplayItemState.Publishing], state, reason, now, CancellationToken.None);
        await outcome.ReopenAsync(ended, state, CancellationToken.None);
    }

    private Task<string> QueueOfAsync(long item) => dbContext.ReplayItems.Where(row => row.Id == item)
        .Join(dbContext.DeadLetters, row => row.DeadLetterId, letter => letter.Id, (_, letter) => letter.Queue)
        .SingleAsync(CancellationToken.None);

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

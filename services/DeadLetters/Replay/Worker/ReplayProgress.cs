using Microservices.DeadLetters.Replay.Canary;
using Microservices.DeadLetters.Replay.Store;

namespace Microservices.DeadLetters.Replay.Worker;

/// <summary>Decides how a replay goes on: what has timed out, whether it pauses, its next stage, its end.</summary>
internal sealed class ReplayProgress(DeadLettersDbContext dbContext, ReplayOutcome outcome, ReplayMetrics metrics,
    IOptions<ReplayOptions> options, TimeProvider timeProvider, ILogger<ReplayProgress> logger)
{
    /// <summary>Who pauses and ends replays when no operator does, in the audit.</summary>
    internal const string Actor = "dead-letters";

    private const int MostDoublings = 16;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private DateTime Now => timeProvider.GetUtcNow().UtcDateTime;

    /// <summary>Changes the replay as its items demand, at a time of the database. The caller holds its row, in a transaction, and saves.</summary>
    public async Task AdvanceAsync(ReplayJob job, DateTime now, CancellationToken cancellationToken)
    {
        await TimeOutAsync(job, now, cancellationToken);
        while (job.State == ReplayState.Running)
        {
            // Asked first: what ends after it is in the tally, and no stage is over whose last failure was not seen.
            var isActive = await HasActiveAsync(job, CanaryStages.LastOrdinal(job.Stage), cancellationToken);
            var ended = await TallyAsync(job, cancellationToken);
            if (AutoPause.Reason(job.Stage, ended) is { } reason)
            {
                Pause(job, reason);
                return;
            }

            if (isActive)
                return;
            if (job.Stage < CanaryStages.Rest)
                job.Stage++;
            else
                End(job, ReplayState.Done);
        }

        if (job.State != ReplayState.Done && !await HasActiveAsync(job, int.MaxValue, cancellationToken))
            End(job, job.State == ReplayState.Cancelled ? ReplayState.Cancelled : ReplayState.Done);
    }

    /// <summary>Pauses a replay that is running.</summary>
    public async Task PauseAsync(Guid replayId, string reason, CancellationToken cancellationToken)
    {
        // Not over an operator's decision that was faster.
        var changed = await dbContext.Replays.Where(job => job.Id == replayId && job.State == ReplayState.Running)
            .ExecuteUpdateAsync(update => update.SetProperty(job => job.State, ReplayState.Paused)
                .SetProperty(job => job.PausedReason, reason), cancellationToken);
        if (changed == 0)
            return;

        dbContext.Audit.Add(ReplayAudit.Entry(Now, Actor, "replay.paused", replayId, reason));
        await dbContext.SaveChangesAsync(cancellationToken);
        metrics.Paused();
        logger.ReplayPausedItself(replayId, reason);
    }

    /// <summary>
    /// Notes whether a try led to anything: the next one waits the longer the more in a row did not, and after the last one
    /// the replay pauses.
    /// </summary>
    /// <param name="replayId">The replay.</param>
    /// <param name="isKnown">Whether the outcome of any message is known.</param>
    /// <param name="failure">Why not.</param>
    /// <param name="count">Messages of the try.</param>
    /// <param name="cancellationToken">Cancels the statements.</param>
    public async Task NoteTryAsync(
        Guid replayId, bool isKnown, string? failure, int count, CancellationToken cancellationToken)
    {
        if (isKnown || failure is null) // nothing was tried when the service stops
        {
            await dbContext.Replays.Where(job => job.Id == replayId && job.Failures > 0).ExecuteUpdateAsync(
                update => update.SetProperty(job => job.Failures, 0).SetProperty(job => job.NextTryAt, (DateTime?)null), cancellationToken);
            return;
        }

        var failures = 1 + await dbContext.Replays.Where(job => job.Id == replayId).Select(job => job.Failures).SingleAsync(cancellationToken);
        var wait = options.Value.PublishRetryDelay * Math.Pow(2, Math.Min(failures - 1, MostDoublings));
        var nextTryAt = await dbContext.ReplaySql().NowAsync(dbContext, timeProvider, cancellationToken)
            + (wait < LongestWait ? wait : LongestWait);
        await dbContext.Replays.Where(job => job.Id == replayId).ExecuteUpdateAsync(update => update
            .SetProperty(job => job.Failures, failures).SetProperty(job => job.NextTryAt, nextTryAt), cancellationToken);
        if (failures >= options.Value.PublishTries)
        {
            await PauseAsync(replayId, FormattableString.Invariant(
                $"paused by itself: after {failures} tries it is not known whether the broker has {count} messages ({failure})"), cancellationToken);
        }
    }

    private void Pause(ReplayJob job, string reason)
    {
        job.State = ReplayState.Paused;
        job.PausedReason = reason;
        dbContext.Audit.Add(ReplayAudit.Entry(Now, Actor, "replay.paused", job.Id, reason));
        metrics.Paused();
        logger.ReplayPausedItself(job.Id, reason);
    }

    private void End(ReplayJob job, string state)
    {
        job.State = state;
        job.FinishedAt = Now;
        logger.ReplayEnded(job.Id, state);
    }

    private async Task TimeOutAsync(ReplayJob job, DateTime now, CancellationToken cancellationToken)
    {
        var before = now - options.Value.AcknowledgementTimeout;
        var reason = $"nothing was heard within {options.Value.AcknowledgementTimeout:c}";
        var ended = await dbContext.ReplaySql().EndAllAsync(dbContext, job.Id, ReplayItemState.Published, before,
            ReplayItemState.NotAcknowledged, reason, now, cancellationToken);
        await outcome.ReopenAsync(ended, ReplayItemState.NotAcknowledged, cancellationToken);
        if (job.State != ReplayState.Cancelled)
            return;

        // Nobody takes up what a dead worker has left of a cancelled replay; it may have been sent.
        ended = await dbContext.ReplaySql().EndAllAsync(dbContext, job.Id, ReplayItemState.Publishing, before,
            ReplayItemState.NotAcknowledged, reason, now, cancellationToken);
        await outcome.ReopenAsync(ended, ReplayItemState.NotAcknowledged, cancellationToken);

        // What a worker gave back after the operator had cancelled.
        ended = await dbContext.ReplaySql().EndAllAsync(dbContext, job.Id, ReplayItemState.Queued, null,
            ReplayItemState.Skipped, SkipReasons.Cancelled, now, cancellationToken);
        await outcome.ReopenAsync(ended, ReplayItemState.Skipped, cancellationToken);
    }

    private async Task<StageTally> TallyAsync(ReplayJob job, CancellationToken cancellationToken)
    {
        var first = job.Canary && job.Stage > CanaryStages.First ? CanaryStages.LastOrdinal(job.Stage - 1) + 1 : 1;
        var last = CanaryStages.LastOrdinal(job.Stage);
        var rows = await dbContext.ReplayItems
            .Where(item => item.ReplayId == job.Id && item.Ordinal >= first && item.Ordinal <= last
                && (job.ResumedNumber == null || item.OutcomeNumber > job.ResumedNumber)
                && (item.State != ReplayItemState.Skipped || item.PublishedAt != null))
            .GroupBy(item => item.State).Select(group => new { State = group.Key, Count = group.LongCount() })
            .ToDictionaryAsync(row => row.State, row => row.Count, cancellationToken);
        return new StageTally(
            rows.GetValueOrDefault(ReplayItemState.Processed), rows.GetValueOrDefault(ReplayItemState.FailedAgain),
            rows.GetValueOrDefault(ReplayItemState.NotAcknowledged), rows.GetValueOrDefault(ReplayItemState.Skipped));
    }

    private Task<bool> HasActiveAsync(ReplayJob job, int lastOrdinal, CancellationToken cancellationToken) =>
        dbContext.ReplayItems.AnyAsync(item => item.ReplayId == job.Id && item.Ordinal <= lastOrdinal
            && ReplayItemState.Active.Contains(item.State), cancellationToken);
}

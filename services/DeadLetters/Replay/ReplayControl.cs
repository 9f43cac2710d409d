using Microservices.DeadLetters.Replay.Requests;
using Microservices.DeadLetters.Replay.Store;

namespace Microservices.DeadLetters.Replay;

/// <summary>Pauses, resumes and cancels replays.</summary>
internal sealed class ReplayControl(DeadLettersDbContext dbContext, ReplayOutcome outcome, TimeProvider timeProvider,
    ILogger<ReplayControl> logger)
{
    private DateTime Now => timeProvider.GetUtcNow().UtcDateTime;

    /// <summary>Sends nothing more until it is resumed. What has been claimed already is still sent.</summary>
    /// <returns>The state that the replay is in; null when the operator may see none of that id.</returns>
    /// <exception cref="ReplayRequestException">The reason breaks its rule.</exception>
    /// <exception cref="ReplayDeniedException">It sends to a queue outside the operator's.</exception>
    public Task<ReplayTransition?> PauseAsync(
        Guid id, string? reason, ReplayOperator actor, CancellationToken cancellationToken) =>
        ChangeAsync(id, reason, actor, "paused", [ReplayState.Running], (job, _) =>
        {
            job.State = ReplayState.Paused;
            job.PausedReason = $"paused by {actor.Name}: {reason?.Trim()}";
        }, cancellationToken);

    /// <summary>Goes on. What has failed until now does not pause it again.</summary>
    /// <inheritdoc cref="PauseAsync"/>
    public Task<ReplayTransition?> ResumeAsync(
        Guid id, string? reason, ReplayOperator actor, CancellationToken cancellationToken) =>
        ChangeAsync(id, reason, actor, "resumed", [ReplayState.Paused], (job, number) =>
        {
            job.State = ReplayState.Running;
            job.ResumedNumber = number;
            job.Failures = 0;
            job.NextTryAt = null;
        }, cancellationToken);

    /// <summary>Ends it: what has not been sent is skipped. What has been sent may still be acknowledged.</summary>
    /// <inheritdoc cref="PauseAsync"/>
    public Task<ReplayTransition?> CancelAsync(
        Guid id, string? reason, ReplayOperator actor, CancellationToken cancellationToken) =>
        ChangeAsync(id, reason, actor, "cancelled", [ReplayState.Running, ReplayState.Paused],
            (job, _) => job.State = ReplayState.Cancelled, cancellationToken);

    private async Task<ReplayTransition?> ChangeAsync(Guid id, string? reason, ReplayOperator actor, string action,
        string[] from, Action<ReplayJob, long> change, CancellationToken cancellationToken)
    {
        ReplayRequestCheck.CheckReason(reason);
        await using var transaction = await dbContext.Database.BeginTransactionAsync(cancellationToken);
        if (await dbContext.ReplaySql().WaitForAsync(dbContext, id, cancellationToken) is not { } job)
            return null;
        if (!await MayChangeAsync(id, actor, cancellationToken))
            return null;
        if (!from.Contains(job.State) || job.FinishedAt is not null)
            return new ReplayTransition(job.State, IsDone: false);

        change(job, await dbContext.ReplaySql().DrawAsync(dbContext, cancellationToken));
        dbContext.Audit.Add(ReplayAudit.Entry(Now, actor.Name, $"replay.{action}", id, reason));
        await dbContext.SaveChangesAsync(cancellationToken);
        if (job.State == ReplayState.Cancelled)
        {
            var ended = await dbContext.ReplaySql().EndAllAsync(dbContext, id, ReplayItemState.Queued, null,
                ReplayItemState.Skipped, SkipReasons.Cancelled, Now, cancellationToken);
            await outcome.ReopenAsync(ended, ReplayItemState.Skipped, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        dbContext.ChangeTracker.Clear();
        logger.ReplayChanged(id, action);
        return new ReplayTransition(job.State, IsDone: true);
    }

    private async Task<bool> MayChangeAsync(Guid id, ReplayOperator actor, CancellationToken cancellationToken)
    {
        var queues = await dbContext.ReplayItems.Where(item => item.ReplayId == id)
            .Join(dbContext.DeadLetters, item => item.DeadLetterId, letter => letter.Id,
                (item, letter) => new { letter.Queue, IsSkipped = item.State == ReplayItemState.Skipped })
            .Distinct().ToListAsync(cancellationToken);
        var others = queues.FindAll(queue => !actor.MayReplay(queue.Queue));
        if (others.Count > 0 && others.Count == queues.Count)
            return false;
        if (others.Exists(queue => !queue.IsSkipped))
            throw new ReplayDeniedException("The replay also sends to queues that are not yours.");
        return true;
    }
}

/// <summary>The result of an operator's wish.</summary>
/// <param name="State">The state that the replay is in now.</param>
/// <param name="IsDone">Whether it was changed; else it was in a state from which it cannot be.</param>
public sealed record ReplayTransition(string State, bool IsDone);

using Microservices.DeadLetters.Replay.Store;

namespace Microservices.DeadLetters.Replay;

/// <summary>
/// Records what became of replayed messages, on the item and on its dead letter. Each method changes only what is not known
/// yet, so that hearing of the same outcome twice is harmless.
/// </summary>
internal sealed class ReplayOutcome(DeadLettersDbContext dbContext, ReplayMetrics metrics, TimeProvider timeProvider)
{
    // An acknowledgement has the last word: the effect is there, whatever another copy of the message ran into. Also of what
    // was skipped: it may have been sent before it was given back, and cancelled then.
    private static readonly string[] MayBeProcessed =
    [
        ReplayItemState.Queued, ReplayItemState.Publishing, ReplayItemState.Published, ReplayItemState.FailedAgain,
        ReplayItemState.NotAcknowledged, ReplayItemState.Skipped,
    ];

    private static readonly string[] MayFailAgain =
    [
        ReplayItemState.Queued, ReplayItemState.Publishing, ReplayItemState.Published, ReplayItemState.NotAcknowledged,
    ];

    /// <summary>
    /// The message came back to a dead-letter queue. To be called by the ingest, in its transaction, after the dead letters
    /// are stored.
    /// </summary>
    /// <param name="failures">
    /// Replay item, from the message's header, and the dead letter that the message was stored as. A header that names another
    /// dead letter's item is none of ours.
    /// </param>
    /// <param name="cancellationToken">Cancels the statements.</param>
    /// <returns>The items that were matched now.</returns>
    public async Task<IReadOnlyCollection<long>> FailedAgainAsync(
        IReadOnlyCollection<FailedReplay> failures, CancellationToken cancellationToken)
    {
        if (failures.Count == 0)
            return [];

        var items = failures.Select(failure => failure.ReplayItemId).Distinct().ToArray();
        var own = (await dbContext.ReplayItems.AsNoTracking().Where(item => items.Contains(item.Id))
                .Select(item => new { item.Id, item.DeadLetterId }).ToListAsync(cancellationToken))
            .Where(item => failures.Contains(new FailedReplay(item.Id, item.DeadLetterId)))
            .Select(item => item.Id).ToArray();
        var ended = await dbContext.ReplaySql().EndAsync(
            dbContext, own, MayFailAgain, ReplayItemState.FailedAgain, null,
            await dbContext.ReplaySql().NowAsync(dbContext, timeProvider, cancellationToken), cancellationToken);

        var letters = ended.Select(item => item.DeadLetterId).ToArray();
        await dbContext.DeadLetters.Where(letter => letters.Contains(letter.Id)).ExecuteUpdateAsync(update => update
            .SetProperty(letter => letter.FailedReplays, letter => letter.FailedReplays + 1), cancellationToken);
        await ReopenAsync(letters, cancellationToken);
        metrics.Ended(ReplayItemState.FailedAgain, ended.Count);
        return [.. ended.Select(item => item.Id)];
    }

    /// <summary>A consumer has processed the message.</summary>
    /// <param name="replayItemId">The item that the consumer names.</param>
    /// <param name="queue">The consumer's queue; an item of another queue is none of its.</param>
    /// <param name="reason">What the operator is told beside the outcome, if anything.</param>
    /// <param name="cancellationToken">Cancels the statements.</param>
    /// <returns>Whether that was new.</returns>
    public async Task<bool> ProcessedAsync(
        long replayItemId, string queue, string? reason, CancellationToken cancellationToken)
    {
        var isNew = await dbContext.ReplaySql().ProcessAsync(
            dbContext, replayItemId, queue, MayBeProcessed, reason, timeProvider, cancellationToken);
        metrics.Ended(ReplayItemState.Processed, isNew ? 1 : 0);
        return isNew;
    }

    /// <summary>Items that end without the message having been processed: their dead letters are open again.</summary>
    internal async Task ReopenAsync(
        IReadOnlyCollection<EndedItem> ended, string state, CancellationToken cancellationToken)
    {
        if (ended.Count == 0)
            return;

        var letters = ended.Select(item => item.DeadLetterId).ToArray();
        await ReopenAsync(letters, cancellationToken);
        metrics.Ended(state, ended.Count);
    }

    // Not what another replay holds by now: this news is late.
    private Task<int> ReopenAsync(long[] letters, CancellationToken cancellationToken) => dbContext.DeadLetters
        .Where(letter => letters.Contains(letter.Id) && letter.Status == DeadLetterStatus.Replaying && !dbContext.ReplayItems.Any(
            item => item.DeadLetterId == letter.Id && ReplayItemState.Active.Contains(item.State)))
        .ExecuteUpdateAsync(update => update.SetProperty(letter => letter.Status, DeadLetterStatus.Open), cancellationToken);
}

/// <summary>A replayed message that came back.</summary>
/// <param name="ReplayItemId">The value of its header <c>DL-Replay-Item</c>.</param>
/// <param name="DeadLetterId">The dead letter that it was stored as.</param>
internal readonly record struct FailedReplay(long ReplayItemId, long DeadLetterId);

using System.Globalization;
using Microservices.DeadLetters.Data;
using Microservices.DeadLetters.Replay.Views;
using Microsoft.EntityFrameworkCore;

namespace Microservices.DeadLetters.Replay;

/// <summary>Shows replays and their items.</summary>
internal sealed class ReplayReader(DeadLettersDbContext dbContext, ILetterSelector selector)
{
    /// <summary>Finds a replay.</summary>
    /// <returns>The replay; null when there is none of that id.</returns>
    public async Task<ReplayView?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var job = await dbContext.Replays.AsNoTracking().SingleOrDefaultAsync(job => job.Id == id, cancellationToken);
        return job is null ? null : (await ViewAsync([job], cancellationToken))[0] with
        {
            ArrivedSince = await ArrivedSinceAsync(job, cancellationToken),
        };
    }

    /// <summary>Lists replays, the newest first; without <see cref="ReplayView.ArrivedSince"/>.</summary>
    public async Task<ReplayPage> ListAsync(string? state, Guid? cursor, int limit, CancellationToken cancellationToken)
    {
        // Ids of version 7 are in the order of time. SQLite keeps them as text, which has the same order.
        var jobs = await dbContext.Replays.AsNoTracking()
            .Where(job => (state == null || job.State == state) && (cursor == null || job.Id < cursor))
            .OrderByDescending(job => job.Id).Take(limit + 1).ToListAsync(cancellationToken);
        var page = jobs.Take(limit).ToList();
        return new ReplayPage(
            await ViewAsync(page, cancellationToken), jobs.Count > limit ? page[^1].Id.ToString() : null);
    }

    /// <summary>Lists the items of a replay, in its order.</summary>
    /// <returns>The page; null when there is no replay of that id.</returns>
    public async Task<ReplayItemPage?> ItemsAsync(
        Guid id, string? state, int after, int limit, CancellationToken cancellationToken)
    {
        var items = await dbContext.ReplayItems.AsNoTracking()
            .Where(item => item.ReplayId == id && item.Ordinal > after && (state == null || item.State == state))
            .OrderBy(item => item.Ordinal).Take(limit + 1)
            .Select(item => new ReplayItemView(item.Id, item.Ordinal, item.DeadLetterId, item.State, item.Reason,
                item.EditedBody != null, item.PublishedAt, item.FinishedAt))
            .ToListAsync(cancellationToken);
        if (items.Count == 0 && !await dbContext.Replays.AnyAsync(job => job.Id == id, cancellationToken))
            return null;

        var page = items.Take(limit).ToList();
        return new ReplayItemPage(page,
            items.Count > limit ? page[^1].Ordinal.ToString(CultureInfo.InvariantCulture) : null);
    }

    /// <summary>Lists the replays of a dead letter, the oldest first.</summary>
    public async Task<IReadOnlyList<LetterReplay>> OfLetterAsync(long deadLetterId, CancellationToken cancellationToken) =>
        await dbContext.ReplayItems.AsNoTracking().Where(item => item.DeadLetterId == deadLetterId).OrderBy(item => item.Id)
            .Join(dbContext.Replays, item => item.ReplayId, job => job.Id, (item, job) => new LetterReplay(job.Id, item.Id,
                job.Actor, job.Reason, item.State, item.Reason, item.EditedBody != null, job.CreatedAt, item.PublishedAt,
                item.FinishedAt))
            .ToListAsync(cancellationToken);

    /// <summary>Counts the items of a replay by state.</summary>
    internal static async Task<ReplayCounts> CountAsync(
        DeadLettersDbContext dbContext, Guid id, CancellationToken cancellationToken) =>
        (await CountAsync(dbContext, [id], cancellationToken)).GetValueOrDefault(id, new ReplayCounts());

    private static async Task<Dictionary<Guid, ReplayCounts>> CountAsync(
        DeadLettersDbContext dbContext, Guid[] ids, CancellationToken cancellationToken)
    {
        var rows = await dbContext.ReplayItems.Where(item => ids.Contains(item.ReplayId))
            .GroupBy(item => new { item.ReplayId, item.State })
            .Select(group => new { group.Key.ReplayId, group.Key.State, Count = group.LongCount() })
            .ToListAsync(cancellationToken);
        return rows.GroupBy(row => row.ReplayId).ToDictionary(group => group.Key, group =>
        {
            var counts = group.ToDictionary(row => row.State, row => row.Count);
            return new ReplayCounts
            {
                Queued = counts.GetValueOrDefault(ReplayItemState.Queued),
                Publishing = counts.GetValueOrDefault(ReplayItemState.Publishing),
                Published = counts.GetValueOrDefault(ReplayItemState.Published),
                Processed = counts.GetValueOrDefault(ReplayItemState.Processed),
                FailedAgain = counts.GetValueOrDefault(ReplayItemState.FailedAgain),
                Skipped = counts.GetValueOrDefault(ReplayItemState.Skipped),
                NotAcknowledged = counts.GetValueOrDefault(ReplayItemState.NotAcknowledged),
            };
        });
    }

    private async Task<List<ReplayView>> ViewAsync(IReadOnlyList<ReplayJob> jobs, CancellationToken cancellationToken)
    {
        var counts = await CountAsync(dbContext, [.. jobs.Select(job => job.Id)], cancellationToken);
        return [.. jobs.Select(job => new ReplayView
        {
            Id = job.Id,
            State = job.State,
            Stage = job.Stage,
            PausedReason = job.PausedReason,
            Reason = job.Reason,
            Ticket = job.Ticket,
            Actor = job.Actor,
            Query = job.Query,
            Rate = job.Rate,
            Canary = job.Canary,
            ResetRedelivery = job.ResetRedelivery,
            CreatedAt = job.CreatedAt,
            FinishedAt = job.FinishedAt,
            Counts = counts.GetValueOrDefault(job.Id, new ReplayCounts()),
        })];
    }

    private async Task<long?> ArrivedSinceAsync(ReplayJob job, CancellationToken cancellationToken) => job.Query is null
        ? null
        : await selector.Select(dbContext, job.Query)
            .LongCountAsync(letter => letter.FirstFailedAt > job.CreatedAt && !dbContext.ReplayItems.Any(
                item => item.ReplayId == job.Id && item.DeadLetterId == letter.Id), cancellationToken);
}

using Microservices.DeadLetters.Reading;
using Microservices.DeadLetters.Reading.Masking;
using Microservices.DeadLetters.Replay.Views;

namespace Microservices.DeadLetters.Replay;

/// <summary>
/// Shows replays and their items: to who is limited to some queues, those that have a dead letter of these, without the others
/// and without the query, whose words may be about others.
/// </summary>
internal sealed class ReplayReader(DeadLettersDbContext dbContext, ILetterSelector selector)
{
    /// <summary>Finds the id of a replay by its id or its number.</summary>
    /// <returns>The id; null when it is neither, or there is none.</returns>
    public async Task<Guid?> ResolveAsync(string name, CancellationToken cancellationToken)
    {
        if (Guid.TryParse(name, out var id))
            return id;
        return long.TryParse(name.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? await dbContext.Replays.Where(job => job.Number == number).Select(job => (Guid?)job.Id).FirstOrDefaultAsync(cancellationToken)
            : null;
    }

    /// <summary>Finds a replay.</summary>
    /// <returns>The replay; null when the caller may see none of that id.</returns>
    public async Task<ReplayView?> FindAsync(Guid id, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var scope = await QueueScope.OfAsync(dbContext, user, cancellationToken);
        var job = await Visible(scope).SingleOrDefaultAsync(job => job.Id == id, cancellationToken);
        if (job is null)
            return null;

        var view = (await ViewAsync([job], scope, user, cancellationToken))[0];
        return view with { ArrivedSince = view.Query is null || Masker.IsHidden(view.Query) ? null : await ArrivedSinceAsync(job, scope, cancellationToken) };
    }

    /// <summary>Lists replays, the newest first; without <see cref="ReplayView.ArrivedSince"/>.</summary>
    public async Task<ReplayPage> ListAsync(
        string? state, Guid? cursor, int limit, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var scope = await QueueScope.OfAsync(dbContext, user, cancellationToken);
        // Ids of version 7 are in the order of time. SQLite keeps them as text, which has the same order.
        var jobs = await Visible(scope)
            .Where(job => (state == null || job.State == state) && (cursor == null || job.Id < cursor))
            .OrderByDescending(job => job.Id).Take(limit + 1).ToListAsync(cancellationToken);
        var page = jobs.Take(limit).ToList();
        return new ReplayPage(
            await ViewAsync(page, scope, user, cancellationToken), jobs.Count > limit ? page[^1].Id.ToString() : null);
    }

    /// <summary>Lists the items of a replay, in its order.</summary>
    /// <returns>The page; null when the caller may see no replay of that id.</returns>
    public async Task<ReplayItemPage?> ItemsAsync(
        Guid id, string? state, int after, int limit, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var scope = await QueueScope.OfAsync(dbContext, user, cancellationToken);
        var items = await scope.Limit(dbContext, dbContext.ReplayItems.AsNoTracking())
            .Where(item => item.ReplayId == id && item.Ordinal > after && (state == null || item.State == state))
            .OrderBy(item => item.Ordinal).Take(limit + 1)
            .Select(item => new ReplayItemView(item.Id, item.Ordinal, item.DeadLetterId, item.State, item.Reason,
                item.EditedBody != null, item.PublishedAt, item.FinishedAt))
            .ToListAsync(cancellationToken);
        if (items.Count == 0 && !await Visible(scope).AnyAsync(job => job.Id == id, cancellationToken))
            return null;

        var page = items.Take(limit).ToList();
        return new ReplayItemPage(page,
            items.Count > limit ? page[^1].Ordinal.ToString(CultureInfo.InvariantCulture) : null);
    }

    /// <summary>Lists the replays of a dead letter that the caller may see, the oldest first.</summary>
    public async Task<IReadOnlyList<LetterReplay>> OfLetterAsync(long deadLetterId, CancellationToken cancellationToken) =>
        await dbContext.ReplayItems.AsNoTracking().Where(item => item.DeadLetterId == deadLetterId).OrderBy(item => item.Id)
            .Join(dbContext.Replays, item => item.ReplayId, job => job.Id, (item, job) => new LetterReplay(job.Id, job.Number, job.State, item.Id,
                job.Actor, job.Reason, item.State, item.Reason, item.EditedBody != null, job.CreatedAt, item.PublishedAt,
                item.FinishedAt))
            .ToListAsync(cancellationToken);

    /// <summary>Counts the items of a replay by state.</summary>
    internal static async Task<ReplayCounts> CountAsync(
        DeadLettersDbContext dbContext, Guid id, CancellationToken cancellationToken) =>
        (await CountAsync(dbContext.ReplayItems, [id], cancellationToken)).GetValueOrDefault(id, new ReplayCounts());

    private static async Task<Dictionary<Guid, ReplayCounts>> CountAsync(
        IQueryable<ReplayItem> items, Guid[] ids, CancellationToken cancellationToken)
    {
        var rows = await items.Where(item => ids.Contains(item.ReplayId))
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
                NotSendable = counts.GetValueOrDefault(ReplayItemState.NotSendable),
            };
        });
    }

    private IQueryable<ReplayJob> Visible(QueueScope scope) => scope.Queues is null
        ? dbContext.Replays.AsNoTracking()
        : dbContext.Replays.AsNoTracking().Where(job => scope.Limit(dbContext, dbContext.ReplayItems).Any(item => item.ReplayId == job.Id));

    private async Task<List<ReplayView>> ViewAsync(
        IReadOnlyList<ReplayJob> jobs, QueueScope scope, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. jobs.Select(job => job.Id)];
        var counts = await CountAsync(scope.Limit(dbContext, dbContext.ReplayItems), ids, cancellationToken);
        var mixed = await scope.FindMixedAsync(dbContext, ids, cancellationToken);
        return [.. jobs.Select(job => new ReplayView
        {
            Id = job.Id,
            Number = job.Number,
            State = job.State,
            Stage = job.Stage,
            PausedReason = mixed.Contains(job.Id) ? null : job.PausedReason, // tells numbers of all
            Reason = job.Reason,
            Ticket = job.Ticket,
            Actor = job.Actor,
            Query = scope.Queues is null || job.Actor == user.Actor() ? job.Query : null,
            Rate = job.Rate,
            Canary = job.Canary,
            ResetRedelivery = job.ResetRedelivery,
            CreatedAt = job.CreatedAt,
            FinishedAt = job.FinishedAt,
            Counts = counts.GetValueOrDefault(job.Id, new ReplayCounts()),
        })];
    }

    private async Task<long?> ArrivedSinceAsync(ReplayJob job, QueueScope scope, CancellationToken cancellationToken) =>
        await scope.Limit(dbContext, selector.Select(dbContext, job.Query!, mayUnmask: true)) // there is one, which the caller did not choose
            .LongCountAsync(letter => letter.FirstFailedAt > job.CreatedAt && !dbContext.ReplayItems.Any(
                item => item.ReplayId == job.Id && item.DeadLetterId == letter.Id), cancellationToken);
}

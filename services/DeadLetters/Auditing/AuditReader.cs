using Microservices.DeadLetters.Reading;

namespace Microservices.DeadLetters.Auditing;

/// <summary>
/// Reads the audit. Who is limited to some queues sees what they did themselves, and what others did to single dead letters and
/// groups of these queues and to replays of nothing else.
/// </summary>
internal sealed class AuditReader(DeadLettersDbContext dbContext)
{
    private const int Chunk = 1_000;
    private const int MostChunks = 20;

    /// <summary>Reads a page, the latest first.</summary>
    /// <param name="target">
    /// Only what was done to this, such as <c>dead-letter:12</c>; null for all, in which an action on many dead letters is one
    /// entry.
    /// </param>
    /// <param name="cursor">The last entry of the page before; null for the first page.</param>
    /// <param name="limit">The most entries.</param>
    /// <param name="user">Who looks.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The page: of who is limited to some queues it may be short, or empty, and have a next one.</returns>
    public async Task<AuditPage> ReadAsync(
        string? target, long? cursor, int limit, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var scope = await QueueScope.OfAsync(dbContext, user, cancellationToken);
        var size = scope.Queues is null ? limit + 1 : Math.Max(limit + 1, Chunk);
        List<AuditView> found = [];
        var isMore = true;
        for (var chunks = 0; isMore && found.Count <= limit && chunks < MostChunks; chunks++)
        {
            var entries = await Select(target, cursor).Take(size).ToListAsync(cancellationToken);
            found.AddRange(await ViewAsync(entries, scope, user.Actor(), cancellationToken));
            isMore = entries.Count == size;
            cursor = entries.Count > 0 ? entries[^1].Id : cursor;
        }

        var next = found.Count > limit ? found[limit - 1].Id : isMore ? cursor : null;
        return new AuditPage([.. found.Take(limit)], next?.ToString(CultureInfo.InvariantCulture));
    }

    private IQueryable<AuditEntry> Select(string? target, long? before)
    {
        var entries = dbContext.Audit.AsNoTracking();
        entries = target is null
            ? entries.Where(entry => !entry.Action.StartsWith(AuditEntries.PerLetter))
            : entries.Where(entry => entry.Target == target);
        return (before is null ? entries : entries.Where(entry => entry.Id < before)).OrderByDescending(entry => entry.Id);
    }

    private async Task<IEnumerable<AuditView>> ViewAsync(
        List<AuditEntry> entries, QueueScope scope, string actor, CancellationToken cancellationToken)
    {
        if (scope.Queues is null)
            return entries.Select(ToView);

        var targets = await FindOwnTargetsAsync([.. entries.Select(entry => entry.Target).Distinct()], scope, cancellationToken);
        return entries.Where(entry => entry.Actor == actor || targets.Contains(entry.Target)).Select(ToView)
            .Select(view => view.Actor != actor && view.Target.StartsWith(AuditEntries.Replays, StringComparison.Ordinal)
                ? view with { Details = null } // with the query, which may be about other queues
                : view);
    }

    private async Task<HashSet<string>> FindOwnTargetsAsync(string[] targets, QueueScope scope, CancellationToken cancellationToken)
    {
        var letters = Numbers(targets, AuditEntries.Letters);
        var groups = Numbers(targets, AuditEntries.Groups);
        Guid[] replays =
        [
            .. targets.Where(target => target.StartsWith(AuditEntries.Replays, StringComparison.Ordinal))
                .Select(target => Guid.TryParse(target.AsSpan(AuditEntries.Replays.Length), out var id) ? id : Guid.Empty),
        ];
        var ownLetters = await scope.Limit(dbContext, dbContext.DeadLetters).Where(letter => letters.Contains(letter.Id))
            .Select(letter => letter.Id).ToListAsync(cancellationToken);
        var ownGroups = await scope.Limit(dbContext.Groups).Where(group => groups.Contains(group.Id))
            .Select(group => group.Id).ToListAsync(cancellationToken);
        var ownReplays = await scope.Limit(dbContext, dbContext.ReplayItems).Where(item => replays.Contains(item.ReplayId))
            .Select(item => item.ReplayId).Distinct().ToListAsync(cancellationToken);
        var mixed = await scope.FindMixedAsync(dbContext, ownReplays, cancellationToken);
        return
        [
            .. ownLetters.Select(AuditEntries.Letter), .. ownGroups.Select(AuditEntries.Group),
            .. ownReplays.Where(id => !mixed.Contains(id)).Select(AuditEntries.Replay),
        ];
    }

    private static long[] Numbers(IEnumerable<string> targets, string prefix) =>
    [
        .. targets.Where(target => target.StartsWith(prefix, StringComparison.Ordinal))
            .Select(target => long.TryParse(target.AsSpan(prefix.Length), CultureInfo.InvariantCulture, out var number) ? number : 0),
    ];

    private static AuditView ToView(AuditEntry entry) => new(entry.Id, entry.At,
        entry.Actor, entry.Action, entry.Target, entry.Reason,
        entry.Details is null ? null : JsonElement.Parse(entry.Details));
}

/// <summary>Entries of the audit, the latest first.</summary>
/// <param name="Items">The entries.</param>
/// <param name="Next">The cursor of the next page; null on the last one.</param>
public sealed record AuditPage(IReadOnlyList<AuditView> Items, string? Next);

/// <summary>An entry of the audit.</summary>
/// <param name="Id">Its number; a greater one is later.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="Actor">Who.</param>
/// <param name="Action">What, such as <c>replay.created</c>.</param>
/// <param name="Target">To what, such as <c>replay:</c> and its id.</param>
/// <param name="Reason">Why; null when none is asked for.</param>
/// <param name="Details">Further facts.</param>
public sealed record AuditView(
    long Id, DateTime At, string Actor, string Action, string Target, string? Reason, JsonElement? Details);

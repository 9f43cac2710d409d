using Microservices.DeadLetters.Querying;
using Microservices.DeadLetters.Querying.Terms;
using Microservices.DeadLetters.Replay;
using Microservices.DeadLetters.Replay.Requests;
using Microservices.DeadLetters.Security;

namespace Microservices.DeadLetters.Reading.Groups;

/// <summary>Shows groups: those of the caller's queues only. The caller's role is checked by who asks.</summary>
internal sealed class GroupReader(DeadLettersDbContext dbContext, ILetterSelector selector, TimeProvider timeProvider)
{
    private const int Most = 1_000;
    private const int Hours = 24;

    private static readonly string[] Orders = ["oldest", "newest", "count"];

    /// <summary>Lists groups that have a dead letter that matches; without a query, those of which something is open.</summary>
    /// <param name="query">The query of dead letters; null for all.</param>
    /// <param name="status">Only groups that stand so.</param>
    /// <param name="sort"><c>oldest</c> (the default) or <c>newest</c> by the first failure, or <c>count</c> of the open ones.</param>
    /// <param name="cursor">The <c>next</c> of the previous page; null for the first.</param>
    /// <param name="user">Who looks.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <exception cref="QueryException">The query cannot be read.</exception>
    /// <exception cref="ReplayDeniedException">To search what messages say takes the scope deadletters.operate.</exception>
    /// <exception cref="ReplayRequestException">Status or order are none.</exception>
    public async Task<GroupPage> ListAsync(
        string? query, string? status, string? sort, string? cursor, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        sort ??= Orders[0];
        if (!Orders.Contains(sort))
            throw new ReplayRequestException("sort", $"must be one of {string.Join(", ", Orders)}");
        if (status is not null && !GroupStatus.All.Contains(status))
            throw new ReplayRequestException("status", $"must be one of {string.Join(", ", GroupStatus.All)}");

        await using var reading = await InteractiveReading.BeginAsync(dbContext, cancellationToken);
        var scope = await QueueScope.OfAsync(dbContext, user, cancellationToken);
        var groups = scope.Limit(dbContext.Groups.AsNoTracking());
        if (status is not null)
            groups = groups.That(status, dbContext.DeadLetters);
        groups = Matching(groups, query, status, user.MayUnmask());
        groups = sort switch
        {
            "newest" => groups.OrderByDescending(group => group.FirstSeenAt).ThenByDescending(group => group.Id),
            "count" => groups.OrderByDescending(group => group.OpenCount).ThenBy(group => group.Id),
            _ => groups.OrderBy(group => group.FirstSeenAt).ThenBy(group => group.Id),
        };
        var found = await After(groups, sort, cursor).Take(Most + 1).ToListAsync(cancellationToken);
        return new GroupPage(await ViewAsync([.. found.Take(Most)], cancellationToken),
            found.Count > Most ? Cursor(found[Most - 1], sort) : null);
    }

    /// <summary>Finds a group.</summary>
    /// <returns>The group; null when there is none of that number in the caller's queues.</returns>
    public async Task<GroupItem?> FindAsync(long id, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var group = await dbContext.Groups.AsNoTracking().SingleOrDefaultAsync(group => group.Id == id, cancellationToken);
        if (group is null || !user.MayUse(group.Queue))
            return null;

        var replays = await dbContext.Replays.AsNoTracking()
            .Where(job => job.FinishedAt == null && dbContext.ReplayItems.Any(item => item.ReplayId == job.Id
                && ReplayItemState.Active.Contains(item.State)
                && dbContext.DeadLetters.Any(letter => letter.Id == item.DeadLetterId && letter.GroupId == id)))
            .OrderBy(job => job.Number).Select(job => new GroupReplay(job.Id, job.Number, job.State, job.PausedReason)).ToListAsync(cancellationToken);
        var mixed = await (await QueueScope.OfAsync(dbContext, user, cancellationToken))
            .FindMixedAsync(dbContext, [.. replays.Select(replay => replay.Id)], cancellationToken);
        return (await ViewAsync([group], cancellationToken))[0] with
        {
            Replays = replays.ConvertAll(replay => mixed.Contains(replay.Id) ? replay with { PausedReason = null } : replay), // tells numbers of all
        };
    }

    private static string Cursor(DeadLetterGroup last, string sort) => string.Create(CultureInfo.InvariantCulture,
        $"{(sort == "count" ? last.OpenCount : last.FirstSeenAt.Ticks)}.{last.Id}");

    private static IQueryable<DeadLetterGroup> After(IQueryable<DeadLetterGroup> groups, string sort, string? cursor)
    {
        if (cursor is null)
            return groups;
        if (cursor.Split('.') is not [var place, var number]
            || !long.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var key) || key > DateTime.MaxValue.Ticks
            || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            throw new ReplayRequestException("cursor", "must be the member next of a page");
        }

        var at = new DateTime(key, DateTimeKind.Utc);
        return sort switch
        {
            "newest" => groups.Where(group => group.FirstSeenAt < at || group.FirstSeenAt == at && group.Id < id),
            "count" => groups.Where(group => group.OpenCount < key || group.OpenCount == key && group.Id > id),
            _ => groups.Where(group => group.FirstSeenAt > at || group.FirstSeenAt == at && group.Id > id),
        };
    }

    // What nothing is open of is shown to those who ask for it: by a status of groups, or of dead letters.
    private IQueryable<DeadLetterGroup> Matching(IQueryable<DeadLetterGroup> groups, string? query, string? status, bool mayUnmask)
    {
        var isOfAnyStatus = status is GroupStatus.Resolved or GroupStatus.Ignored;
        if (string.IsNullOrWhiteSpace(query))
            return isOfAnyStatus ? groups : groups.Where(group => group.OpenCount > 0);

        var saysStatus = QueryParser.Parse(query).Terms.Any(term => term is ChoiceTerm { Key: QueryKeys.Status });
        var matching = selector.Select(dbContext, isOfAnyStatus && !saysStatus ? $"{query} status:*" : query, mayUnmask);
        return groups.Where(group => matching.Any(letter => letter.GroupId == group.Id));
    }

    private async Task<List<GroupItem>> ViewAsync(List<DeadLetterGroup> groups, CancellationToken cancellationToken)
    {
        var ids = groups.Select(group => group.Id).ToArray();
        var now = timeProvider.GetUtcNow().UtcDateTime;
        var first = now.Date.AddHours(now.Hour - (Hours - 1));
        var hours = (await dbContext.Set<GroupHour>().AsNoTracking()
                .Where(hour => ids.Contains(hour.GroupId) && hour.Hour >= first).ToListAsync(cancellationToken))
            .ToLookup(hour => hour.GroupId);
        var replaying = (await dbContext.DeadLetters
                .Where(letter => letter.Status == "replaying" && ids.Contains(letter.GroupId))
                .Select(letter => letter.GroupId).Distinct().ToListAsync(cancellationToken)).ToHashSet();
        return groups.ConvertAll(group => new GroupItem
        {
            Id = group.Id,
            Title = group.Title,
            Queue = group.Queue,
            Cause = group.Cause,
            ExceptionType = group.ExceptionType,
            OwnFrame = group.OwnFrame,
            MessageType = group.MessageType,
            Status = GroupStatus.Of(group, replaying.Contains(group.Id)),
            Version = group.Version,
            Owner = group.Owner,
            Note = group.Note,
            OpenCount = group.OpenCount,
            TotalCount = group.TotalCount,
            FirstSeenAt = group.FirstSeenAt,
            LastSeenAt = group.LastSeenAt,
            Hours = Counts(hours[group.Id], first),
        });
    }

    private static long[] Counts(IEnumerable<GroupHour> hours, DateTime first)
    {
        var counts = new long[Hours];
        foreach (var hour in hours)
        {
            // Clocks differ: what failed in an hour to come is left out.
            if ((int)(hour.Hour - first).TotalHours is var index and >= 0 and < Hours)
                counts[index] += hour.Count;
        }

        return counts;
    }
}

/// <summary>Groups.</summary>
/// <param name="Items">The groups.</param>
/// <param name="Next">The cursor of the next page; null on the last one.</param>
public sealed record GroupPage(IReadOnlyList<GroupItem> Items, string? Next);

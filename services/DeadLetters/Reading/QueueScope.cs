using Microservices.DeadLetters.Security;

namespace Microservices.DeadLetters.Reading;

/// <summary>The queues that a caller may see.</summary>
/// <param name="Queues">The names; null for all.</param>
internal sealed record QueueScope(string[]? Queues)
{
    /// <summary>Finds them among the queues that have groups.</summary>
    public static async Task<QueueScope> OfAsync(
        DeadLettersDbContext dbContext, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        return user.MaySeeAll() ? new QueueScope(Queues: null) : await OfAsync(dbContext, user.MayUse, cancellationToken);
    }

    /// <summary>Finds those that a caller may use.</summary>
    public static async Task<QueueScope> OfAsync(
        DeadLettersDbContext dbContext, Func<string, bool> mayUse, CancellationToken cancellationToken)
    {
        var queues = await dbContext.Groups.Select(group => group.Queue).Distinct().ToListAsync(cancellationToken);
        return new QueueScope([.. queues.Where(mayUse)]);
    }

    /// <summary>Leaves out the items of replays that are about dead letters of other queues.</summary>
    public IQueryable<ReplayItem> Limit(DeadLettersDbContext dbContext, IQueryable<ReplayItem> items) => Queues is null
        ? items
        : items.Where(item => Limit(dbContext, dbContext.DeadLetters).Select(letter => letter.Id).Contains(item.DeadLetterId));

    /// <summary>Tells which of these replays have dead letters of other queues, too.</summary>
    public async Task<HashSet<Guid>> FindMixedAsync(
        DeadLettersDbContext dbContext, IEnumerable<Guid> replays, CancellationToken cancellationToken)
    {
        if (Queues is null)
            return [];

        var own = Limit(dbContext, dbContext.DeadLetters).Select(letter => letter.Id);
        return (await dbContext.ReplayItems.Where(item => replays.Contains(item.ReplayId) && !own.Contains(item.DeadLetterId))
            .Select(item => item.ReplayId).Distinct().ToListAsync(cancellationToken)).ToHashSet();
    }

    /// <summary>Leaves out the groups of other queues.</summary>
    public IQueryable<DeadLetterGroup> Limit(IQueryable<DeadLetterGroup> groups) =>
        Queues is null ? groups : groups.Where(group => Queues.Contains(group.Queue));

    /// <summary>Leaves out the dead letters of other queues: by their groups, which are few.</summary>
    public IQueryable<DeadLetter> Limit(DeadLettersDbContext dbContext, IQueryable<DeadLetter> letters) => Queues is null
        ? letters
        : letters.Where(letter => Limit(dbContext.Groups).Select(group => group.Id).Contains(letter.GroupId));
}

using System.Security.Claims;
using Microservices.DeadLetters.Data;
using Microservices.DeadLetters.Security;
using Microsoft.EntityFrameworkCore;

namespace Microservices.DeadLetters.Reading;

/// <summary>The queues that a caller may see.</summary>
/// <param name="Queues">The names; null for all.</param>
internal sealed record QueueScope(string[]? Queues)
{
    /// <summary>Finds them among the queues that have groups.</summary>
    public static async Task<QueueScope> OfAsync(
        DeadLettersDbContext dbContext, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (user.QueuesOf().Contains("*"))
            return new QueueScope(Queues: null);

        var queues = await dbContext.Groups.Select(group => group.Queue).Distinct().ToListAsync(cancellationToken);
        return new QueueScope([.. queues.Where(user.MayUse)]);
    }

    /// <summary>Leaves out the groups of other queues.</summary>
    public IQueryable<DeadLetterGroup> Limit(IQueryable<DeadLetterGroup> groups) =>
        Queues is null ? groups : groups.Where(group => Queues.Contains(group.Queue));

    /// <summary>Leaves out the dead letters of other queues: by their groups, which are few.</summary>
    public IQueryable<DeadLetter> Limit(DeadLettersDbContext dbContext, IQueryable<DeadLetter> letters) => Queues is null
        ? letters
        : letters.Where(letter => Limit(dbContext.Groups).Select(group => group.Id).Contains(letter.GroupId));
}

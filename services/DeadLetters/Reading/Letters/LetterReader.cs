using Microservices.DeadLetters.Auditing;
using Microservices.DeadLetters.Ingest.Parsing;
using Microservices.DeadLetters.Querying;
using Microservices.DeadLetters.Reading.Masking;
using Microservices.DeadLetters.Replay;
using Microservices.DeadLetters.Replay.Requests;
using Microservices.DeadLetters.Security;

namespace Microservices.DeadLetters.Reading.Letters;

/// <summary>Shows dead letters: those of the caller's queues only. The caller's role is checked by who asks.</summary>
internal sealed class LetterReader(DeadLettersDbContext dbContext, ILetterSelector selector, LetterDetails details,
    TimeProvider timeProvider)
{
    /// <summary>The most dead letters of a page.</summary>
    public const int MaxPage = 1_000;

    private const int MostCounted = 10_000;
    private const int MostSorted = 1_000;

    /// <summary>Lists dead letters, the latest failure first.</summary>
    /// <param name="query">The query; without a word about status, what is open or being replayed.</param>
    /// <param name="cursor"><see cref="LetterPage.Next"/> of the page before; null for the first.</param>
    /// <param name="limit">The most dead letters, 1 to 1,000.</param>
    /// <param name="user">Who looks.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <exception cref="QueryException">The query cannot be read.</exception>
    /// <exception cref="ReplayDeniedException">To search what messages say takes the scope deadletters.operate.</exception>
    /// <exception cref="ReplayRequestException">Cursor or limit break their rules.</exception>
    public async Task<LetterPage> ListAsync(
        string? query, string? cursor, int limit, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (limit is < 1 or > MaxPage)
            throw new ReplayRequestException("limit", $"must be 1 to {MaxPage}");

        LetterCursor? after = string.IsNullOrEmpty(cursor) ? null : LetterCursor.Parse(cursor);
        var selected = selector.Select(dbContext, query ?? "", user.MayUnmask()).AsNoTracking();
        await using var reading = await InteractiveReading.BeginAsync(dbContext, cancellationToken);
        var matching = (await QueueScope.OfAsync(dbContext, user, cancellationToken)).Limit(dbContext, selected);
        var total = after is { } place ? place.Total : await CountAsync(matching, cancellationToken);
        var items = await Items(PageOf(total <= MostSorted ? Alone(matching) : matching, after).Take(limit + 1))
            .ToListAsync(cancellationToken);
        var next = items.Count > limit
            ? new LetterCursor(items[limit - 1].LastFailedAt, items[limit - 1].Id, total).ToString()
            : null;
        return new LetterPage([.. items.Take(limit).Select(Masked)], next, total, total is null);
    }

    /// <summary>Shows a dead letter with all that is known of it.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="unmask">Whether to show personal data: takes the scope deadletters.operate, and is audited.</param>
    /// <param name="user">Who looks.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The dead letter; null when there is none of that number in the caller's queues.</returns>
    /// <exception cref="ReplayDeniedException">To unmask takes another role.</exception>
    public async Task<LetterView?> FindAsync(
        long id, bool unmask, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (unmask && !user.MayUnmask())
            throw new ReplayDeniedException("To see personal data takes the scope deadletters.operate.");

        var letter = await dbContext.DeadLetters.AsNoTracking().SingleOrDefaultAsync(letter => letter.Id == id, cancellationToken);
        if (letter is null || !user.MayUse(letter.Queue))
            return null;

        if (unmask)
            await AuditAsync(letter, "body.unmasked", user, cancellationToken);
        return await details.OfAsync(letter, unmask, user, cancellationToken);
    }

    /// <summary>Gives out the bytes of a body as they came, and writes that into the audit.</summary>
    /// <param name="id">The dead letter's number.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The bytes; null when there is no such dead letter in the caller's queues.</returns>
    /// <exception cref="ReplayDeniedException">It takes the scope deadletters.operate.</exception>
    public async Task<byte[]?> ReadBodyAsync(long id, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (!user.Has(Scopes.DeadLettersOperate))
            throw new ReplayDeniedException("To download a body takes the scope deadletters.operate.");

        var letter = await dbContext.DeadLetters.AsNoTracking().SingleOrDefaultAsync(letter => letter.Id == id, cancellationToken);
        if (letter is null || !user.MayUse(letter.Queue))
            return null;

        await AuditAsync(letter, "body.downloaded", user, cancellationToken);
        return letter.Body;
    }

    private async Task AuditAsync(DeadLetter letter, string action, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        dbContext.Audit.Add(AuditEntries.Create(timeProvider.GetUtcNow().UtcDateTime, user.Actor(), action,
            AuditEntries.Letter(letter.Id), null, new { letter.Queue }));
        await dbContext.SaveChangesAsync(cancellationToken);
        dbContext.ChangeTracker.Clear();
    }

    private static async Task<int?> CountAsync(IQueryable<DeadLetter> matching, CancellationToken cancellationToken)
    {
        var count = await matching.Take(MostCounted + 1).CountAsync(cancellationToken);
        return count > MostCounted ? null : count;
    }

    // A planner that takes few for many reads the whole table in the order of the page, and looks for each of them by the
    // way. A subquery with an OFFSET is planned alone: it finds them by the index of what is asked for, and they are sorted.
    private static IQueryable<DeadLetter> Alone(IQueryable<DeadLetter> few)
    {
        var none = 0; // as a variable it becomes a parameter, which EF Core cannot leave out
        return few.OrderBy(letter => letter.Id).Skip(none);
    }

    private static IOrderedQueryable<DeadLetter> PageOf(IQueryable<DeadLetter> letters, LetterCursor? after)
    {
        if (after is { FailedAt: var at, Id: var id })
        {
            // The first condition alone is one that an index begins at.
            letters = letters.Where(letter => letter.LastFailedAt <= at && (letter.LastFailedAt < at || letter.Id < id));
        }

        return letters.OrderByDescending(letter => letter.LastFailedAt).ThenByDescending(letter => letter.Id);
    }

    private static LetterItem Masked(LetterItem item) => item with
    {
        ExceptionMessage = Masker.Text(item.ExceptionMessage),
        FirstFailedAt = item.FirstFailedAt,
        LastFailedAt = item.LastFailedAt,
    };

    private static IQueryable<LetterItem> Items(IQueryable<DeadLetter> letters) => letters.Select(letter => new LetterItem
    {
        Id = letter.Id,
        Queue = letter.Queue,
        Cause = letter.Cause,
        MessageType = letter.MessageType,
        ExceptionType = letter.ExceptionType,
        ExceptionMessage = letter.ExceptionMessage,
        Status = letter.Status,
        FirstFailedAt = letter.FirstFailedAt,
        LastFailedAt = letter.LastFailedAt,
        Attempts = letter.Attempts,
        FailedReplays = letter.FailedReplays,
        GroupId = letter.GroupId,
        MessageId = letter.MessageKey.StartsWith(ArrivalReader.HashPrefix) ? null : letter.MessageKey,
        CorrelationId = letter.CorrelationId,
    });
}

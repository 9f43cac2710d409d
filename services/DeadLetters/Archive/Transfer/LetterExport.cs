using Microservices.DeadLetters.Auditing;
using Microservices.DeadLetters.Reading;
using Microservices.DeadLetters.Reading.Masking;
using Microservices.DeadLetters.Replay;

namespace Microservices.DeadLetters.Archive.Transfer;

/// <summary>Writes whole dead letters as NDJSON.</summary>
internal sealed class LetterExport(DeadLettersDbContext dbContext, ILetterSelector selector, Masker masker, TimeProvider timeProvider)
{
    private const int Page = 100;
    private const long PageBytes = 2 * 1024 * 1024;
    private static readonly byte[] NewLine = [(byte)'\n'];

    /// <summary>Notes in the audit that personal data are about to leave, and reads the query.</summary>
    /// <returns>What is to be written: dead letters of the operator's queues.</returns>
    public async Task<IQueryable<DeadLetter>> BeginAsync(
        string query, ReplayOperator actor, CancellationToken cancellationToken)
    {
        var selection = selector.Select(dbContext, query, actor.MayUnmask);
        var scope = await QueueScope.OfAsync(dbContext, actor.MayReplay, cancellationToken);
        dbContext.Audit.Add(AuditEntries.Create(timeProvider.GetUtcNow().UtcDateTime, actor.Name, "letters.exported",
            "dead-letters", null, new { Query = masker.Query(query) }));
        await dbContext.SaveChangesAsync(cancellationToken);
        return scope.Limit(dbContext, selection);
    }

    /// <summary>
    /// Writes, page by page: no transaction waits for a slow reader. What changes meanwhile is written as it is then.
    /// </summary>
    public async Task WriteAsync(IQueryable<DeadLetter> selection, Stream target, CancellationToken cancellationToken)
    {
        var last = 0L;
        while (true)
        {
            var after = last;
            var sizes = await selection.AsNoTracking().Where(letter => letter.Id > after).OrderBy(letter => letter.Id).Take(Page)
                .Select(letter => new { letter.Id, Bytes = (long)letter.Body.Length }).ToListAsync(cancellationToken);
            if (sizes.Count == 0)
                return;

            var bytes = 0L;
            long[] chosen = [.. sizes.TakeWhile((letter, index) => (bytes += letter.Bytes) <= PageBytes || index == 0).Select(letter => letter.Id)];
            var page = await selection.AsNoTracking().Where(letter => chosen.Contains(letter.Id))
                .Join(dbContext.Groups, letter => letter.GroupId, group => group.Id, (letter, group) => new { letter, group })
                .OrderBy(pair => pair.letter.Id).ToListAsync(cancellationToken);

            var ids = page.Select(pair => pair.letter.Id).ToArray();
            var attempts = (await dbContext.Attempts.AsNoTracking().Where(attempt => ids.Contains(attempt.DeadLetterId))
                .OrderBy(attempt => attempt.FailedAt).ToListAsync(cancellationToken)).ToLookup(attempt => attempt.DeadLetterId);
            foreach (var pair in page)
            {
                await JsonSerializer.SerializeAsync(target, LineMapping.ToLine(pair.letter, pair.group, attempts[pair.letter.Id]),
                    LineJson.Options, cancellationToken);
                await target.WriteAsync(NewLine, cancellationToken);
            }

            await target.FlushAsync(cancellationToken);
            last = chosen[^1];
        }
    }
}

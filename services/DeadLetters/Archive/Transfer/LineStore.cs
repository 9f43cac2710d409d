using Microservices.DeadLetters.Archive.Retention;
using Microservices.DeadLetters.Ingest.Parsing;
using Microservices.DeadLetters.Ingest.Storing;

namespace Microservices.DeadLetters.Archive.Transfer;

/// <summary>Stores lines that are new, in one transaction with their groups and counts.</summary>
internal sealed class LineStore(
    DeadLettersDbContext dbContext, IOptions<RetentionOptions> retention, TimeProvider timeProvider)
{
    /// <summary>Stores.</summary>
    /// <returns>How many were new.</returns>
    /// <exception cref="DbUpdateException">One of them cannot be stored, or came by another way in this moment.</exception>
    public async Task<int> StoreAsync(IReadOnlyList<LetterLine> lines, CancellationToken cancellationToken)
    {
        try
        {
            await using var transaction = await dbContext.Database.BeginTransactionAsync(cancellationToken);
            var fresh = await FindNewAsync(lines, cancellationToken);
            var groups = await EnsureGroupsAsync(fresh, cancellationToken);
            var purgeAt = timeProvider.GetUtcNow().UtcDateTime + retention.Value.Archived;
            List<(DeadLetter Letter, LetterLine Line)> added = [];
            foreach (var line in fresh)
            {
                var letter = LineMapping.ToLetter(line, purgeAt);
                letter.GroupId = groups[line.Group.Fingerprint];
                dbContext.DeadLetters.Add(letter);
                added.Add((letter, line));
            }

            await dbContext.SaveChangesAsync(cancellationToken);
            var failures = new GroupCounts();
            foreach (var (letter, line) in added)
            {
                foreach (var attempt in line.Attempts.Select(LineMapping.ToAttempt))
                {
                    attempt.DeadLetterId = letter.Id;
                    dbContext.Attempts.Add(attempt);
                    failures.Arrive(letter.GroupId, attempt.FailedAt);
                }
            }

            await dbContext.SaveChangesAsync(cancellationToken);
            await CountAsync(added.ConvertAll(pair => pair.Letter), cancellationToken);
            await CountAsync(failures.Hours, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return fresh.Count;
        }
        finally
        {
            dbContext.ChangeTracker.Clear();
        }
    }

    private async Task<List<LetterLine>> FindNewAsync(IReadOnlyList<LetterLine> lines, CancellationToken cancellationToken)
    {
        var keys = lines.Select(line => line.MessageKey).Distinct().ToArray();
        var known = (await dbContext.DeadLetters.Where(letter => keys.Contains(letter.MessageKey))
            .Select(letter => new { letter.Queue, letter.MessageKey, letter.BodyHash }).ToListAsync(cancellationToken))
            .Select(letter => new LetterKey(letter.Queue, letter.MessageKey, letter.BodyHash)).ToHashSet();
        return [.. lines.Where(line => known.Add(new LetterKey(line.Queue, line.MessageKey, DeadLetter.HashOf(line.Body))))];
    }

    private async Task<Dictionary<string, long>> EnsureGroupsAsync(
        List<LetterLine> lines, CancellationToken cancellationToken)
    {
        var fingerprints = lines.Select(line => line.Group.Fingerprint).Distinct().ToArray();
        var known = await dbContext.Groups.AsNoTracking().Where(group => fingerprints.Contains(group.Fingerprint))
            .ToDictionaryAsync(group => group.Fingerprint, group => group.Id, cancellationToken);
        var made = lines.Where(line => !known.ContainsKey(line.Group.Fingerprint))
            .GroupBy(line => line.Group.Fingerprint).Select(group => group.First()).Select(line => new DeadLetterGroup
            {
                Fingerprint = line.Group.Fingerprint,
                Queue = line.Queue,
                Cause = line.Cause,
                ExceptionType = line.ExceptionType,
                OwnFrame = line.OwnFrame,
                MessageType = line.MessageType,
                Title = line.Group.Title,
                FirstSeenAt = line.FirstFailedAt.ToUniversalTime(),
                LastSeenAt = line.LastFailedAt.ToUniversalTime(),
            }).ToList();
        dbContext.Groups.AddRange(made);
        await dbContext.SaveChangesAsync(cancellationToken);
        foreach (var group in made)
            known[group.Fingerprint] = group.Id;
        return known;
    }

    private async Task CountAsync(List<DeadLetter> letters, CancellationToken cancellationToken)
    {
        foreach (var group in letters.GroupBy(letter => letter.GroupId).OrderBy(group => group.Key))
        {
            var open = group.LongCount(letter => letter.Status == DeadLetterStatus.Open);
            var total = group.LongCount();
            var first = group.Min(letter => letter.FirstFailedAt);
            var last = group.Max(letter => letter.LastFailedAt);
            await dbContext.Groups.Where(row => row.Id == group.Key).ExecuteUpdateAsync(update => update
                .SetProperty(row => row.OpenCount, row => row.OpenCount + open)
                .SetProperty(row => row.TotalCount, row => row.TotalCount + total)
                .SetProperty(row => row.FirstSeenAt, row => row.FirstSeenAt > first ? first : row.FirstSeenAt)
                .SetProperty(row => row.LastSeenAt, row => row.LastSeenAt < last ? last : row.LastSeenAt), cancellationToken);
        }
    }

    // In one order, so that two imports wait for each other and do not lock each other out.
    private async Task CountAsync(IEnumerable<GroupHour> hours, CancellationToken cancellationToken)
    {
        foreach (var hour in hours.OrderBy(hour => hour.GroupId).ThenBy(hour => hour.Hour))
        {
            await dbContext.Database.ExecuteSqlAsync($"""
                INSERT INTO group_hours (group_id, hour, count) VALUES ({hour.GroupId}, {hour.Hour}, {hour.Count})
                ON CONFLICT (group_id, hour) DO UPDATE SET count = group_hours.count + excluded.count
                """, cancellationToken);
        }
    }
}

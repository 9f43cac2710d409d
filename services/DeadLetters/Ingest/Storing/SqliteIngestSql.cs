using Microservices.DeadLetters.Ingest.Parsing;

namespace Microservices.DeadLetters.Ingest.Storing;

/// <summary>SQLite has one writer, whose transaction holds everything: plain statements do.</summary>
internal sealed class SqliteIngestSql : IIngestSql
{
    public static readonly SqliteIngestSql Instance = new();

    public async Task<IReadOnlyDictionary<string, long>> EnsureGroupsAsync(
        DeadLettersDbContext dbContext, IReadOnlyCollection<IncomingLetter> examples, CancellationToken cancellationToken)
    {
        Dictionary<string, long> ids = new(StringComparer.Ordinal);
        foreach (var example in examples)
        {
            var letter = example.Letter;
            await dbContext.Database.ExecuteSqlAsync($"""
                INSERT INTO groups (fingerprint, queue, cause, exception_type, own_frame, message_type, title, status,
                    first_seen_at, last_seen_at, open_count, total_count)
                VALUES ({example.Fingerprint}, {letter.Queue}, {letter.Cause}, {letter.ExceptionType}, {letter.OwnFrame},
                    {letter.MessageType}, {example.Title}, 'new', {letter.LastFailedAt}, {letter.LastFailedAt}, 0, 0)
                ON CONFLICT (fingerprint) DO NOTHING
                """, cancellationToken);
            ids[example.Fingerprint] = await dbContext.Groups.Where(group => group.Fingerprint == example.Fingerprint)
                .Select(group => group.Id).SingleAsync(cancellationToken);
        }

        return ids;
    }

    public async Task<IReadOnlyList<StoredLetter>> LockAsync(DeadLettersDbContext dbContext,
        IReadOnlyCollection<LetterKey> keys, CancellationToken cancellationToken)
    {
        List<StoredLetter> stored = [];
        foreach (var (queue, messageKey, hash) in keys)
        {
            stored.AddRange(await dbContext.DeadLetters
                .Where(letter => letter.Queue == queue && letter.MessageKey == messageKey && letter.BodyHash == hash)
                .Select(letter => new StoredLetter
                {
                    Id = letter.Id,
                    Queue = letter.Queue,
                    MessageKey = letter.MessageKey,
                    BodyHash = letter.BodyHash,
                    Status = letter.Status,
                    GroupId = letter.GroupId,
                    LastFailedAt = letter.LastFailedAt,
                }).ToListAsync(cancellationToken));
        }

        return stored;
    }

    public async Task<bool> InsertLettersAsync(
        DeadLettersDbContext dbContext, IReadOnlyList<DeadLetter> letters, CancellationToken cancellationToken)
    {
        dbContext.DeadLetters.AddRange(letters);
        await SaveAsync(dbContext, cancellationToken);
        return true;
    }

    public async Task<IReadOnlySet<int>> InsertAttemptsAsync(
        DeadLettersDbContext dbContext, IReadOnlyList<Attempt> attempts, CancellationToken cancellationToken)
    {
        HashSet<int> inserted = [];
        foreach (var (index, attempt) in attempts.Index())
        {
            var isHash = attempt.Digest.StartsWith(ArrivalReader.HashPrefix, StringComparison.Ordinal);
            if (await dbContext.Attempts.AnyAsync(known => known.DeadLetterId == attempt.DeadLetterId
                && known.SourceQueue == attempt.SourceQueue && known.Digest == attempt.Digest
                && (isHash || known.FailedAt == attempt.FailedAt), cancellationToken))
            {
                continue;
            }

            attempt.Id = 0; // of a transaction that was rolled back
            dbContext.Attempts.Add(attempt);
            inserted.Add(index);
        }

        await SaveAsync(dbContext, cancellationToken);
        return inserted;
    }

    public async Task UpdateLettersAsync(
        DeadLettersDbContext dbContext, IReadOnlyList<LetterChange> changes, CancellationToken cancellationToken)
    {
        foreach (var change in changes)
        {
            var letter = await dbContext.DeadLetters.AsTracking()
                .SingleAsync(letter => letter.Id == change.Id, cancellationToken);
            letter.Attempts += change.NewAttempts;
            if (change.ReopenedAt is { } at)
                (letter.Status, letter.OpenedAt, letter.ResolvedAt, letter.ArchivedAt, letter.PurgeAt) = (DeadLetterStatus.Open, at, null, null, null);
            if (change.Latest is { } latest)
                Take(letter, latest);
        }

        await SaveAsync(dbContext, cancellationToken);
    }

    public async Task CountAsync(DeadLettersDbContext dbContext, IReadOnlyCollection<GroupChange> changes,
        IReadOnlyCollection<GroupHour> hours, CancellationToken cancellationToken)
    {
        foreach (var change in changes)
        {
            var group = await dbContext.Groups.AsTracking()
                .SingleAsync(group => group.Id == change.GroupId, cancellationToken);
            var wasDone = group.Status == "resolved" || group.OpenCount == 0 && group.Status != "ignored";
            group.OpenCount += change.Open;
            group.TotalCount += change.Total;
            if (!change.HasArrivals)
                continue;

            group.FirstSeenAt = change.FirstSeenAt < group.FirstSeenAt ? change.FirstSeenAt : group.FirstSeenAt;
            group.LastSeenAt = change.LastSeenAt > group.LastSeenAt ? change.LastSeenAt : group.LastSeenAt;
            group.Version += wasDone && group.Status != "new" ? 1 : 0;
            group.Status = wasDone ? "new" : group.Status;
        }

        await SaveAsync(dbContext, cancellationToken);
        foreach (var hour in hours)
        {
            await dbContext.Database.ExecuteSqlAsync($"""
                INSERT INTO group_hours (group_id, hour, count) VALUES ({hour.GroupId}, {hour.Hour}, {hour.Count})
                ON CONFLICT (group_id, hour) DO UPDATE SET count = count + excluded.count
                """, cancellationToken);
        }
    }

    private static void Take(DeadLetter letter, DeadLetter latest)
    {
        letter.LastFailedAt = latest.LastFailedAt;
        letter.GroupId = latest.GroupId;
        letter.SourceQueue = latest.SourceQueue;
        letter.Cause = latest.Cause;
        letter.Headers = latest.Headers;
        letter.MessageType = latest.MessageType ?? letter.MessageType;
        letter.ExceptionType = latest.ExceptionType;
        letter.ExceptionMessage = latest.ExceptionMessage;
        letter.OwnFrame = latest.OwnFrame;
    }

    private static async Task SaveAsync(DeadLettersDbContext dbContext, CancellationToken cancellationToken)
    {
        await dbContext.SaveChangesAsync(cancellationToken);
        dbContext.ChangeTracker.Clear();
    }
}

using Microservices.DeadLetters.Ingest.Parsing;
using Microservices.DeadLetters.Replay;

namespace Microservices.DeadLetters.Ingest.Storing;

/// <summary>Works out what a batch of arrivals changes, from what is there already.</summary>
internal sealed class IngestPlan
{
    private readonly List<IncomingLetter> _arrivals;
    private readonly IReadOnlyDictionary<string, long> _groups;
    private HashSet<long> _processed = [];
    private Dictionary<LetterKey, StoredLetter> _stored = [];
    private Dictionary<LetterKey, DeadLetter> _new = [];

    public IngestPlan(IEnumerable<IncomingLetter> batch, IReadOnlyDictionary<string, long> groups)
    {
        // By key, so that of two processes with common keys one waits for the other, and none for each other.
        _arrivals = [.. batch.OrderBy(arrival => arrival.Letter.Queue, StringComparer.Ordinal)
            .ThenBy(arrival => arrival.Letter.MessageKey, StringComparer.Ordinal)
            .ThenBy(arrival => arrival.Key.BodyHash, StringComparer.Ordinal)
            .ThenBy(arrival => arrival.Attempt.FailedAt)
            .DistinctBy(arrival => (arrival.Key, arrival.Attempt.SourceQueue, arrival.Attempt.Digest,
                arrival.IsKnownByDigest ? default : arrival.Attempt.FailedAt))];
        _groups = groups;
        Keys = [.. _arrivals.Select(arrival => arrival.Key).Distinct()];
    }

    /// <summary>The dead letters of the batch.</summary>
    public IReadOnlyList<LetterKey> Keys { get; }

    /// <summary>Those that are not there yet, as they will be stored.</summary>
    public IReadOnlyList<DeadLetter> NewLetters => [.. _new.Values];

    /// <summary>The items of replays that have come back to dead letters which were dealt with.</summary>
    public IReadOnlyList<long> LateItems =>
    [
        .. _arrivals.Where(arrival => arrival.Attempt.ReplayItemId is not null && _stored.TryGetValue(arrival.Key, out var stored)
            && stored.Status is DeadLetterStatus.Resolved or DeadLetterStatus.Archived).Select(arrival => arrival.Attempt.ReplayItemId!.Value), // filtered
    ];

    /// <summary>Takes in which items a consumer has acknowledged.</summary>
    public void KnowProcessed(IEnumerable<long> items) => _processed = [.. items];

    /// <summary>Takes in what is there.</summary>
    public void Know(IEnumerable<StoredLetter> stored)
    {
        _stored = stored.ToDictionary(letter => new LetterKey(letter.Queue, letter.MessageKey, letter.BodyHash));
        _new = _arrivals.Where(arrival => !_stored.ContainsKey(arrival.Key)).GroupBy(arrival => arrival.Key)
            .ToDictionary(arrivals => arrivals.Key, arrivals => Combine([.. arrivals]));
    }

    /// <summary>The attempts, in a fixed order, after the dead letters have their ids.</summary>
    public IReadOnlyList<Attempt> Attempts()
    {
        foreach (var arrival in _arrivals)
            arrival.Attempt.DeadLetterId = IdOf(arrival);
        return [.. _arrivals.Select(arrival => arrival.Attempt)];
    }

    /// <summary>What changes, given which attempts were new.</summary>
    public (IReadOnlyList<LetterChange> Letters, IReadOnlyCollection<GroupChange> Groups, IReadOnlyCollection<GroupHour> Hours)
        Changes(IReadOnlySet<int> inserted, DateTime now)
    {
        var counts = new GroupCounts();
        List<LetterChange> changes = [];
        foreach (var letter in _new.Values)
            counts.Move(letter.GroupId, open: 1, total: 1, letter.LastFailedAt);
        foreach (var arrivals in _arrivals.Index().GroupBy(pair => pair.Item.Key))
        {
            var added = arrivals.Where(pair => inserted.Contains(pair.Index)).Select(pair => pair.Item).ToList();
            foreach (var arrival in added)
                counts.Arrive(_groups[arrival.Fingerprint], arrival.Attempt.FailedAt);
            if (_stored.TryGetValue(arrivals.Key, out var stored)
                && Change(stored, added, [.. arrivals.Select(pair => pair.Item)], counts, now) is { } change)
            {
                changes.Add(change);
            }
        }

        return (changes, counts.Groups, counts.Hours);
    }

    /// <summary>Replayed messages that have come back.</summary>
    public IReadOnlyCollection<FailedReplay> FailedReplays(IReadOnlySet<int> inserted) =>
    [
        .. _arrivals.Where((arrival, index) => inserted.Contains(index) && arrival.Attempt.ReplayItemId is not null)
            .Select(arrival => new FailedReplay(arrival.Attempt.ReplayItemId!.Value, IdOf(arrival))), // filtered
    ];

    /// <summary>Dead letters with a new attempt while they are being replayed.</summary>
    public IReadOnlyCollection<long> ReplayingLetters(IReadOnlySet<int> inserted) =>
    [
        .. _arrivals.Where((arrival, index) => inserted.Contains(index)
                && _stored.TryGetValue(arrival.Key, out var stored) && stored.Status == DeadLetterStatus.Replaying)
            .Select(IdOf).Distinct(),
    ];

    private bool IsProcessed(IncomingLetter arrival) =>
        arrival.Attempt.ReplayItemId is { } item && _processed.Contains(item);

    private long IdOf(IncomingLetter arrival) =>
        _stored.TryGetValue(arrival.Key, out var stored) ? stored.Id : _new[arrival.Key].Id;

    private DeadLetter Combine(IReadOnlyList<IncomingLetter> arrivals)
    {
        var latest = arrivals[^1];
        var letter = latest.Letter;
        letter.GroupId = _groups[latest.Fingerprint];
        letter.FirstFailedAt = arrivals[0].Attempt.FailedAt;
        letter.LastFailedAt = latest.Attempt.FailedAt;
        letter.Attempts = arrivals.Count;
        letter.Id = 0; // of a transaction that was rolled back
        return letter;
    }

    private LetterChange? Change(
        StoredLetter stored, List<IncomingLetter> added, List<IncomingLetter> all, GroupCounts counts, DateTime now)
    {
        var isDone = stored.Status is DeadLetterStatus.Resolved or DeadLetterStatus.Archived;

        // In the order in which the database hears of things: the consumer's clock is not compared with that of who archived or
        // resolved it, only with itself, so that an older failure is late news. Without a time of its own, a copy that was stored
        // before cannot be told from the message coming again: shown once too often rather than never. What a consumer has
        // acknowledged stays resolved when another copy of the same replay fails.
        var reopens = isDone && (added.Exists(arrival => !IsProcessed(arrival)
                && (arrival.Attempt.ReplayItemId is not null || arrival.Attempt.FailedAt > stored.LastFailedAt))
            || all.Exists(arrival => arrival.IsKnownByDigest));
        if (added.Count == 0 && !reopens)
            return null;

        var latest = added.Count > 0 && added[^1].Attempt.FailedAt >= stored.LastFailedAt ? added[^1] : null;
        var group = latest is null ? stored.GroupId : _groups[latest.Fingerprint];
        if (latest is not null)
            latest.Letter.GroupId = group;

        var failedAt = latest?.Attempt.FailedAt ?? stored.LastFailedAt;
        if (group != stored.GroupId)
        {
            counts.Move(stored.GroupId, isDone ? 0 : -1, total: -1, failedAt);
            counts.Move(group, isDone && !reopens ? 0 : 1, total: 1, failedAt);
        }
        else if (reopens)
        {
            counts.Move(group, open: 1, total: 0, failedAt);
        }

        return new LetterChange(stored.Id, added.Count, reopens ? now : null, latest?.Letter);
    }
}

/// <summary>The changes of a batch to a dead letter that was there before. Its body stays: it is the original.</summary>
/// <param name="Id">The dead letter.</param>
/// <param name="NewAttempts">Attempts that were not known.</param>
/// <param name="ReopenedAt">When it came back, by the database's clock, after it had been dealt with; else null.</param>
/// <param name="Latest">Its failure, if that is the latest one; null when it is late news.</param>
internal sealed record LetterChange(long Id, int NewAttempts, DateTime? ReopenedAt, DeadLetter? Latest);

/// <summary>A dead letter that was there before the batch, locked. Times are in UTC.</summary>
internal sealed record StoredLetter
{
    public required long Id { get; init; }

    public required string Queue { get; init; }

    public required string MessageKey { get; init; }

    public required string BodyHash { get; init; }

    public required string Status { get; init; }

    public required long GroupId { get; init; }

    public required DateTime LastFailedAt { get; init; }
}

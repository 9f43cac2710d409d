namespace Microservices.DeadLetters.Alarms.Detecting;

/// <summary>Reads what is open, by queue: from the groups' counts, and one look into an index for each queue.</summary>
internal sealed class QueueStates(DeadLettersDbContext dbContext, TimeProvider timeProvider)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Reads.</summary>
    public async Task<IReadOnlyList<QueueState>> ReadAsync(CancellationToken cancellationToken)
    {
        var recently = timeProvider.GetUtcNow().UtcDateTime - Hour;
        var queues = await dbContext.Groups.GroupBy(group => group.Queue).Select(groups => new
        {
            Queue = groups.Key,
            Open = groups.Sum(group => group.OpenCount),
            New = groups.Count(group => group.FirstSeenAt > recently),
        }).ToListAsync(cancellationToken);
        List<QueueState> states = [];
        foreach (var queue in queues)
        {
            states.Add(new QueueState(queue.Queue, queue.Open,
                queue.Open > 0 ? await OldestAsync(queue.Queue, cancellationToken) : null, queue.New));
        }

        return states;
    }

    private Task<DateTime?> OldestAsync(string queue, CancellationToken cancellationToken) =>
        dbContext.DeadLetters
            .Where(letter => letter.Queue == queue && (letter.Status == "open" || letter.Status == "replaying"))
            .MinAsync(letter => (DateTime?)letter.OpenedAt, cancellationToken);
}

/// <summary>The open dead letters of a queue.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Open">Dead letters that are open or being replayed.</param>
/// <param name="Oldest">When the first of them failed, in UTC; null when there is none.</param>
/// <param name="NewGroups">Groups that were first seen in the last hour.</param>
internal sealed record QueueState(string Queue, long Open, DateTime? Oldest, int NewGroups);

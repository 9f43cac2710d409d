namespace Microservices.DeadLetters.Alarms.Detecting;

/// <summary>
/// Notes what people are to be told of. Of all replicas one does a round: who moves the time of the last one, in the transaction
/// that notes.
/// </summary>
internal sealed class AlarmDetection(DeadLettersDbContext dbContext, IOptions<AlarmOptions> options, AlarmMetrics metrics,
    TimeProvider timeProvider, ILogger<AlarmDetection> logger)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Looks, unless another replica has just looked.</summary>
    /// <returns>How much is new.</returns>
    public async Task<int> RunAsync(IReadOnlyList<QueueState> queues, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow().UtcDateTime;
        var before = now - options.Value.Interval / 2;
        await using var transaction = await dbContext.Database.BeginTransactionAsync(cancellationToken);
        var claimed = await dbContext.AlarmRounds.Where(round => round.CheckedAt <= before)
            .ExecuteUpdateAsync(update => update.SetProperty(round => round.CheckedAt, now), cancellationToken);
        if (claimed == 0)
            return 0;

        var lastHour = now - Hour;
        var budget = options.Value.MaxPerHour - await dbContext.Notifications
            .CountAsync(notification => notification.CreatedAt > lastHour, cancellationToken);
        List<Notification> due = [.. await FindAgedAsync(queues, now, cancellationToken), .. await FindNewAsync(now, cancellationToken)];
        var told = due.Take(Math.Max(0, budget)).ToList();
        dbContext.Notifications.AddRange(told);
        await dbContext.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        dbContext.ChangeTracker.Clear();

        if (told.Count < due.Count)
        {
            metrics.HeldBack(due.Count - told.Count);
            logger.AlarmsHeldBack(due.Count - told.Count);
        }

        return told.Count;
    }

    private async Task<IEnumerable<Notification>> FindAgedAsync(
        IReadOnlyList<QueueState> queues, DateTime now, CancellationToken cancellationToken)
    {
        var known = now - options.Value.RepeatAfter;
        var told = await dbContext.Notifications
            .Where(notification => notification.Kind == AlarmKind.Age && notification.CreatedAt > known)
            .Select(notification => notification.Queue).Distinct().ToListAsync(cancellationToken);
        return queues.Where(queue => now - queue.Oldest > options.Value.AgeLimit && !told.Contains(queue.Queue))
            .OrderBy(queue => queue.Oldest).Select(queue => new Notification
            {
                Kind = AlarmKind.Age,
                Subject = $"queue:{queue.Queue}",
                Queue = queue.Queue,
                Title = queue.Queue,
                OpenCount = queue.Open,
                Since = queue.Oldest!.Value, // filtered
                CreatedAt = now,
            });
    }

    private async Task<IEnumerable<Notification>> FindNewAsync(DateTime now, CancellationToken cancellationToken)
    {
        var known = now - options.Value.RepeatAfter;
        var groups = await dbContext.Groups.AsNoTracking()
            .Where(group => group.Status == "new" && group.OpenCount > 0 && !dbContext.Notifications.Any(notification =>
                notification.Kind == AlarmKind.NewGroup && notification.GroupId == group.Id && notification.CreatedAt > known))
            .OrderBy(group => group.Id).Take(options.Value.MaxPerHour + 1).ToListAsync(cancellationToken);
        return groups.Select(group => new Notification
        {
            Kind = AlarmKind.NewGroup,
            Subject = string.Create(CultureInfo.InvariantCulture, $"group:{group.Id}"),
            GroupId = group.Id,
            Queue = group.Queue,
            Title = group.Title,
            OpenCount = group.OpenCount,
            Since = group.FirstSeenAt,
            CreatedAt = now,
        });
    }
}

/// <summary>The kinds of alarms, as the column <c>notifications.kind</c> has it.</summary>
internal static class AlarmKind
{
    /// <summary>A group that nobody has looked at.</summary>
    public const string NewGroup = "new_group";

    /// <summary>A queue with a dead letter that has been open for too long.</summary>
    public const string Age = "age";
}

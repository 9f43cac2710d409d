namespace Microservices.DeadLetters.Ingest.Storing;

/// <summary>Adds up what a batch changes in groups.</summary>
internal sealed class GroupCounts
{
    private readonly SortedDictionary<long, GroupChange> _groups = [];
    private readonly Dictionary<(long GroupId, DateTime Hour), GroupHour> _hours = [];

    /// <summary>The changes, by group: in the order in which they are to be locked.</summary>
    public IReadOnlyCollection<GroupChange> Groups => _groups.Values;

    /// <summary>The failures by hour.</summary>
    public IReadOnlyCollection<GroupHour> Hours => _hours.Values;

    /// <summary>Dead letters come to the group or leave it.</summary>
    public void Move(long groupId, int open, int total, DateTime at)
    {
        var change = Of(groupId, at);
        _groups[groupId] = change with { Open = change.Open + open, Total = change.Total + total };
    }

    /// <summary>Something failed this way.</summary>
    public void Arrive(long groupId, DateTime at)
    {
        var change = Of(groupId, at);
        _groups[groupId] = change with
        {
            FirstSeenAt = at < change.FirstSeenAt ? at : change.FirstSeenAt,
            LastSeenAt = at > change.LastSeenAt ? at : change.LastSeenAt,
            HasArrivals = true,
        };

        var hour = new DateTime(at.Ticks - at.Ticks % TimeSpan.TicksPerHour, DateTimeKind.Utc);
        if (!_hours.TryGetValue((groupId, hour), out var counted))
            _hours.Add((groupId, hour), counted = new GroupHour { GroupId = groupId, Hour = hour });
        counted.Count++;
    }

    private GroupChange Of(long groupId, DateTime at) =>
        _groups.TryGetValue(groupId, out var change) ? change : new GroupChange(groupId, 0, 0, at, at, HasArrivals: false);
}

/// <summary>The numbers that a batch adds to a group's counters.</summary>
/// <param name="GroupId">The group.</param>
/// <param name="Open">Dead letters that are open now and were not before; negative for those that left.</param>
/// <param name="Total">Dead letters that are in it now and were not before.</param>
/// <param name="FirstSeenAt">The first failure of the batch, in UTC.</param>
/// <param name="LastSeenAt">The last failure of the batch, in UTC.</param>
/// <param name="HasArrivals">Whether something failed this way; else dead letters only moved to another group.</param>
internal sealed record GroupChange(
    long GroupId, int Open, int Total, DateTime FirstSeenAt, DateTime LastSeenAt, bool HasArrivals);

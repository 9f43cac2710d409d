namespace Microservices.DeadLetters.Reading.Groups;

/// <summary>Dead letters that failed in the same way. Times are in UTC.</summary>
public sealed record GroupItem
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>What it is about, in a line.</summary>
    public required string Title { get; init; }

    /// <summary>The consumer's own queue.</summary>
    public required string Queue { get; init; }

    /// <summary><c>fault</c>, <c>skipped</c>, <c>rejected</c>, <c>expired</c>, <c>maxlen</c> or <c>delivery_limit</c>.</summary>
    public required string Cause { get; init; }

    /// <summary>The exception's type.</summary>
    public string? ExceptionType { get; init; }

    /// <summary>The first frame that is of no framework.</summary>
    public string? OwnFrame { get; init; }

    /// <summary>The message's type on the wire.</summary>
    public string? MessageType { get; init; }

    /// <summary><c>new</c>, <c>investigating</c>, <c>replaying</c>, <c>resolved</c> or <c>ignored</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Counts the changes of status, owner and note; see the member of the same name of an update.</summary>
    public required int Version { get; init; }

    /// <summary>Who takes care of it.</summary>
    public string? Owner { get; init; }

    /// <summary>What is known.</summary>
    public string? Note { get; init; }

    /// <summary>Its dead letters that are open or being replayed.</summary>
    public required long OpenCount { get; init; }

    /// <summary>All of its dead letters.</summary>
    public required long TotalCount { get; init; }

    /// <summary>When the first one failed.</summary>
    public required DateTime FirstSeenAt { get; init; }

    /// <summary>When the last one failed.</summary>
    public required DateTime LastSeenAt { get; init; }

    /// <summary>How many failed in each of the last 24 hours; the last one has begun and not ended.</summary>
    public required IReadOnlyList<long> Hours { get; init; }

    /// <summary>The replays that hold some of its dead letters; of one group only, not of a list.</summary>
    public IReadOnlyList<GroupReplay> Replays { get; init; } = [];
}

/// <summary>A replay that holds dead letters of a group.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">Its short name.</param>
/// <param name="State">How it stands.</param>
/// <param name="PausedReason">Why it is paused, or was last.</param>
public sealed record GroupReplay(Guid Id, long Number, string State, string? PausedReason);

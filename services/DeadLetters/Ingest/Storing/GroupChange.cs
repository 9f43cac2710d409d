namespace Microservices.DeadLetters.Ingest.Storing;

/// <summary>What a batch adds to a group's counters.</summary>
/// <param name="GroupId">The group.</param>
/// <param name="Open">Dead letters that are open now and were not before; negative for those that left.</param>
/// <param name="Total">Dead letters that are in it now and were not before.</param>
/// <param name="FirstSeenAt">The first failure of the batch, in UTC.</param>
/// <param name="LastSeenAt">The last failure of the batch, in UTC.</param>
/// <param name="HasArrivals">Whether something failed this way; else dead letters only moved to another group.</param>
internal sealed record GroupChange(
    long GroupId, int Open, int Total, DateTime FirstSeenAt, DateTime LastSeenAt, bool HasArrivals);

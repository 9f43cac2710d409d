namespace Microservices.DeadLetters.Replay.Canary;

/// <summary>How the items ended that a pause is decided by.</summary>
/// <param name="Processed">Acknowledged by the consumer.</param>
/// <param name="FailedAgain">Back among the dead letters.</param>
/// <param name="NotAcknowledged">Of which nothing was heard in time.</param>
/// <param name="Unroutable">Not sent, because the queue is gone.</param>
internal readonly record struct StageTally(long Processed, long FailedAgain, long NotAcknowledged, long Unroutable)
{
    /// <summary>Those that a consumer could have processed, and did not.</summary>
    public long Unsuccessful => FailedAgain + NotAcknowledged + Unroutable;

    /// <summary>All that ended.</summary>
    public long Ended => Processed + Unsuccessful;
}

namespace Microservices.DeadLetters.Replay.Canary;

/// <summary>
/// When a replay stops by itself: at the first message that is not processed, later when more than a fifth are not, three at
/// least. What was not acknowledged counts: a consumer that is down must not be sent the rest.
/// </summary>
internal static class AutoPause
{
    private const int Fewest = 3;
    private const int OneIn = 5;

    /// <summary>Decides.</summary>
    /// <param name="stage">The stage that the replay is in.</param>
    /// <param name="tally">What has ended in it.</param>
    /// <returns>Why to pause, for the operator; null to go on.</returns>
    public static string? Reason(int stage, StageTally tally)
    {
        var isTooMuch = stage == CanaryStages.First
            ? tally.Unsuccessful >= 1
            : tally.Unsuccessful >= Fewest && tally.Unsuccessful * OneIn > tally.Ended;
        if (!isTooMuch)
            return null;

        List<string> parts = [];
        Add(parts, tally.FailedAgain, "failed again");
        Add(parts, tally.NotAcknowledged, "not acknowledged");
        Add(parts, tally.Unroutable, "without a queue");
        return $"paused by itself: of {tally.Ended} {(stage == CanaryStages.Rest ? "messages" : "canary messages")}, "
            + string.Join(", ", parts);
    }

    private static void Add(List<string> parts, long count, string what)
    {
        if (count > 0)
            parts.Add($"{count} {what}");
    }
}

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

namespace Microservices.DeadLetters.Replay.Canary;

/// <summary>One message, ten, the rest: each stage starts when every item of the one before has ended.</summary>
internal static class CanaryStages
{
    /// <summary>One message.</summary>
    public const int First = 0;

    /// <summary>The next ten.</summary>
    public const int Second = 1;

    /// <summary>All others; the only stage of a replay without canary.</summary>
    public const int Rest = 2;

    /// <summary>The stage that a replay begins with.</summary>
    public static int StartOf(bool canary) => canary ? First : Rest;

    /// <summary>The last item of a stage, by its place in the replay, counted from 1.</summary>
    public static int LastOrdinal(int stage) => stage switch
    {
        First => 1,
        Second => 11,
        _ => int.MaxValue,
    };
}

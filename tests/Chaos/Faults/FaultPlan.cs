namespace Microservices.Chaos.Faults;

/// <summary>The faults of a run: the same seed gives the same faults to the same targets, for as long.</summary>
internal static class FaultPlan
{
    /// <summary>Draws so many faults for each lane, each kind once before any comes again.</summary>
    public static IReadOnlyDictionary<Lane, IReadOnlyList<PlannedFault>> Draw(int seed, int perLane, IReadOnlyList<FaultKind> kinds) =>
        kinds.GroupBy(kind => kind.Lane).ToDictionary(lane => lane.Key, lane => Draw(new Random(seed * 31 + (int)lane.Key), perLane, [.. lane]));

    private static IReadOnlyList<PlannedFault> Draw(Random random, int count, FaultKind[] kinds)
    {
        var faults = new List<PlannedFault>();
        while (faults.Count < count)
        {
            random.Shuffle(kinds);
            faults.AddRange(kinds.Take(count - faults.Count).Select(kind => new PlannedFault(kind, kind.Targets[random.Next(kind.Targets.Count)],
                TimeSpan.FromMilliseconds(random.Next(200, 1_500)), TimeSpan.FromMilliseconds(random.Next(300, 3_000)), random.NextDouble())));
        }

        return faults;
    }
}

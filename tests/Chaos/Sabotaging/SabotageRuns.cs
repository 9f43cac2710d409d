using Microservices.Chaos.Running;

namespace Microservices.Chaos.Sabotaging;

/// <summary>The smallest run in which each sabotage has its chance.</summary>
internal static class SabotageRuns
{
    /// <summary>The run.</summary>
    public static RunSettings Of(Sabotage sabotage, string logFolder) => new()
    {
        Seed = 7,
        Orders = 200,
        Rate = 25,
        FaultsPerLane = 5,
        Replicas = 1,
        Sabotage = sabotage,
        LogFolder = logFolder,
    };
}

using Microservices.Chaos.Sabotaging;

namespace Microservices.Chaos.Running;

/// <summary>What a run is.</summary>
internal sealed record RunSettings
{
    /// <summary>What orders and faults are drawn from.</summary>
    public required int Seed { get; init; }

    /// <summary>How many orders are placed.</summary>
    public int Orders { get; init; } = 2_000;

    /// <summary>How many a second, as long as the shop keeps up.</summary>
    public double Rate { get; init; } = 25;

    /// <summary>How many faults each of the three lanes has.</summary>
    public int FaultsPerLane { get; init; } = 50;

    /// <summary>How many processes of each service run.</summary>
    public int Replicas { get; init; } = 2;

    /// <summary>What is broken on purpose.</summary>
    public Sabotage Sabotage { get; init; }

    /// <summary>A new folder for the logs of the services.</summary>
    public required string LogFolder { get; init; }
}

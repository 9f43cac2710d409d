using Microservices.Chaos.Faults;
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

    /// <summary>How many faults each lane has.</summary>
    public int FaultsPerLane { get; init; } = 20;

    /// <summary>The faults that may happen; all when none is named.</summary>
    public IReadOnlyList<FaultKind>? FaultKinds { get; init; }

    /// <summary>How many processes of each service run.</summary>
    public int Replicas { get; init; } = 2;

    /// <summary>Whether broker and database server are the run's own, which faults of servers need.</summary>
    public bool OwnServers { get; init; } = true;

    /// <summary>How long it may take until nothing happens any more, once orders and faults are over.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>What is broken on purpose.</summary>
    public Sabotage Sabotage { get; init; }

    /// <summary>A new folder for the logs of the services.</summary>
    public required string LogFolder { get; init; }
}

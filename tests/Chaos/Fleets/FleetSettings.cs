using Microservices.Chaos.Sabotaging;

namespace Microservices.Chaos.Fleets;

/// <summary>How a fleet is made.</summary>
internal sealed record FleetSettings
{
    /// <summary>How many processes of each service run.</summary>
    public int Replicas { get; init; } = 2;

    /// <summary>
    /// Whether broker and database server are the fleet's own, for faults to kill. Without, it starts faster: on the servers of
    /// all tests, and on databases and queues that were migrated before.
    /// </summary>
    public bool OwnServers { get; init; } = true;

    /// <summary>What is broken on purpose.</summary>
    public Sabotage Sabotage { get; init; } = Sabotage.None;

    /// <summary>A new folder for the logs of the services.</summary>
    public required string LogFolder { get; init; }
}

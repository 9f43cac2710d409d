using Microservices.Chaos.Sabotaging;

namespace Microservices.Chaos.Fleets;

/// <summary>How a fleet is made.</summary>
internal sealed record FleetSettings
{
    /// <summary>How many processes of each service run.</summary>
    public int Replicas { get; init; } = 2;

    /// <summary>What is broken on purpose.</summary>
    public Sabotage Sabotage { get; init; } = Sabotage.None;

    /// <summary>A new folder for the logs of the services.</summary>
    public required string LogFolder { get; init; }
}

namespace Microservices.Chaos.Tests;

/// <summary>Tests that start whole fleets, one after the other: each has a dozen processes.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class FleetTests
{
    internal const string Name = "fleets";
}

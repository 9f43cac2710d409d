namespace Microservices.Benchmarks.Workloads;

/// <summary>What a relay is asked to do.</summary>
/// <param name="Backlog">Events that wait when the relay starts.</param>
/// <param name="Duration">How long each steady load lasts.</param>
internal sealed record RelaySettings(int Backlog, TimeSpan Duration)
{
    /// <summary>Events per second of the steady loads.</summary>
    public IReadOnlyList<int> Rates { get; init; } = [50, 150, 500];
}

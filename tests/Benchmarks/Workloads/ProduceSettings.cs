namespace Microservices.Benchmarks.Workloads;

/// <summary>Requests, each of which commits a row and an event.</summary>
internal sealed record ProduceSettings
{
    /// <summary>Requests of the timed part.</summary>
    public required int Messages { get; init; }

    /// <summary>Requests before it.</summary>
    public required int WarmUp { get; init; }

    /// <summary>Requests at the same time.</summary>
    public int Callers { get; init; } = 16;
}

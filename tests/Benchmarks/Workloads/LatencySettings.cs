namespace Microservices.Benchmarks.Workloads;

/// <summary>A steady stream of messages.</summary>
/// <param name="Rate">Messages per second.</param>
/// <param name="Duration">How long.</param>
/// <param name="WarmUp">Messages before it.</param>
internal sealed record LatencySettings(int Rate, TimeSpan Duration, int WarmUp)
{
    /// <summary>Messages that are consumed at the same time.</summary>
    public int Concurrency { get; init; } = 16;
}

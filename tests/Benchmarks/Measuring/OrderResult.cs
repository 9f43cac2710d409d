using Microservices.Benchmarks.Reporting;

namespace Microservices.Benchmarks.Measuring;

/// <summary>One run of the whole shop.</summary>
internal sealed record OrderResult
{
    public required int Round { get; init; }

    /// <summary>At the steady rate: milliseconds from the request until its answer, ascending.</summary>
    public required IReadOnlyList<double> AnsweredMs { get; init; }

    /// <summary>At the steady rate: milliseconds from the request until the last of its three effects was committed, ascending.</summary>
    public required IReadOnlyList<double> FulfilledMs { get; init; }

    /// <summary>Of the burst: orders answered per second.</summary>
    public required double AcceptedPerSecond { get; init; }

    /// <summary>Of the burst: orders per second until all effects were there and reported.</summary>
    public required double FulfilledPerSecond { get; init; }

    /// <summary>The smallest value that this share did not exceed (nearest rank).</summary>
    public static double Percentile(IReadOnlyList<double> ascending, double share) =>
        ascending[Math.Clamp((int)Math.Ceiling(share * ascending.Count) - 1, 0, ascending.Count - 1)];

    /// <summary>For the file.</summary>
    public BenchmarkRow ToRow() => new("order", "the services", MsgPerSecond: FulfilledPerSecond,
        P50Ms: Percentile(FulfilledMs, 0.5), P99Ms: Percentile(FulfilledMs, 0.99));
}

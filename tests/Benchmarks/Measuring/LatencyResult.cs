using Microservices.Benchmarks.Reporting;

namespace Microservices.Benchmarks.Measuring;

/// <summary>One run of one subject at a steady rate.</summary>
internal sealed record LatencyResult
{
    public required string Subject { get; init; }

    public required int Round { get; init; }

    /// <summary>Milliseconds from just before the message was handed to the client until its effect was committed, ascending.</summary>
    public required IReadOnlyList<double> Milliseconds { get; init; }

    /// <summary>Processor seconds of application, database server and broker; the application's include the sender's.</summary>
    public required ProcessorTime Processor { get; init; }

    /// <summary>The smallest value that this share of the messages did not exceed (nearest rank).</summary>
    /// <param name="share">From 0 to 1, such as 0.99.</param>
    public double Percentile(double share) =>
        Milliseconds[Math.Clamp((int)Math.Ceiling(share * Milliseconds.Count) - 1, 0, Milliseconds.Count - 1)];

    /// <summary>For the file.</summary>
    public BenchmarkRow ToRow(string workload) => new(workload, Subject, P50Ms: Percentile(0.5), P99Ms: Percentile(0.99),
        CpuMsPerMessage: Processor.Sum.TotalMilliseconds / Milliseconds.Count);
}

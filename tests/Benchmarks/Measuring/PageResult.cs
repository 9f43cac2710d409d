using Microservices.Benchmarks.Reporting;

namespace Microservices.Benchmarks.Measuring;

/// <summary>What was asked of the dead-letter service again and again, each time for other values.</summary>
/// <param name="Name">What was asked for.</param>
/// <param name="Found">How many dead letters the last answer counts; null of answers that do not.</param>
/// <param name="Milliseconds">From the request to the end of the answer, ascending.</param>
internal sealed record PageResult(string Name, string? Found, IReadOnlyList<double> Milliseconds)
{
    /// <summary>The smallest value that this share did not exceed (nearest rank).</summary>
    public double Percentile(double share) => OrderResult.Percentile(Milliseconds, share);

    /// <summary>For the file.</summary>
    public BenchmarkRow ToRow() => new("dead-letters: pages", Name, P50Ms: Percentile(0.5), P95Ms: Percentile(0.95));
}

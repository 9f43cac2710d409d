using Microservices.Benchmarks.Reporting;

namespace Microservices.Benchmarks.Measuring;

/// <summary>One run of one subject's relay.</summary>
internal sealed record RelayResult
{
    public required string Subject { get; init; }

    public required int Round { get; init; }

    /// <summary>What was asked of it, such as <c>backlog</c> or <c>500/s, another process</c>.</summary>
    public required string Load { get; init; }

    /// <summary>Events.</summary>
    public required int Messages { get; init; }

    /// <summary>Of a backlog: from the start of the relay until the last event was in the broker.</summary>
    public TimeSpan? Relayed { get; init; }

    /// <summary>Of a steady load: milliseconds from the commit until a consumer had the event, ascending.</summary>
    public IReadOnlyList<double> Milliseconds { get; init; } = [];

    /// <summary>Events per second, of a backlog.</summary>
    public double? Rate => Relayed is { } relayed ? Messages / relayed.TotalSeconds : null;

    /// <summary>The smallest value that this share of the events did not exceed (nearest rank); null of a backlog.</summary>
    /// <param name="share">From 0 to 1, such as 0.99.</param>
    public double? Percentile(double share) => Milliseconds.Count == 0
        ? null
        : Milliseconds[Math.Clamp((int)Math.Ceiling(share * Milliseconds.Count) - 1, 0, Milliseconds.Count - 1)];

    /// <summary>For the file.</summary>
    public BenchmarkRow ToRow(string workload) => new($"{workload}: {Load}", Subject, MsgPerSecond: Rate,
        P50Ms: Percentile(0.5), P99Ms: Percentile(0.99));
}

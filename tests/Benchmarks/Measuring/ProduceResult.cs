using Microservices.Benchmarks.Reporting;

namespace Microservices.Benchmarks.Measuring;

/// <summary>One run of one subject's callers and relay.</summary>
internal sealed record ProduceResult
{
    public required string Subject { get; init; }

    public required int Round { get; init; }

    /// <summary>Requests, each with one event.</summary>
    public required int Messages { get; init; }

    /// <summary>From the first request until the last was committed.</summary>
    public required TimeSpan Committed { get; init; }

    /// <summary>From the first request until the last event was in the broker.</summary>
    public required TimeSpan Relayed { get; init; }

    /// <summary>Processor seconds of application, database server and broker, until all was relayed.</summary>
    public required ProcessorTime Processor { get; init; }

    /// <summary>Round trips to the database server, the relay's included, counted during the warm-up.</summary>
    public required double RoundTripsPerMessage { get; init; }

    /// <summary>Events in the broker beyond one per request.</summary>
    public required long ExtraEvents { get; init; }

    /// <summary>Commits per second.</summary>
    public double CommitRate => Messages / Committed.TotalSeconds;

    /// <summary>Events in the broker per second.</summary>
    public double RelayRate => Messages / Relayed.TotalSeconds;

    /// <summary>How long the relay still had to work after the last commit.</summary>
    public TimeSpan Tail => Relayed - Committed;

    /// <summary>For the file.</summary>
    public BenchmarkRow ToRow(string workload) => new(workload, Subject, MsgPerSecond: CommitRate,
        CpuMsPerMessage: Processor.Sum.TotalMilliseconds / Messages, RoundTripsPerMessage: RoundTripsPerMessage,
        Exact: ExtraEvents == 0);
}

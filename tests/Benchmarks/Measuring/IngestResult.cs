using Microservices.Benchmarks.Reporting;

namespace Microservices.Benchmarks.Measuring;

/// <summary>One run of one subject over a full error queue.</summary>
internal sealed record IngestResult
{
    public required string Subject { get; init; }

    public required int Round { get; init; }

    /// <summary>Dead letters that count.</summary>
    public required int Letters { get; init; }

    /// <summary>Until all were stored, and the events of their failures, too.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Processor seconds of the subject's process, of the database server and of the broker.</summary>
    public required ProcessorTime Processor { get; init; }

    /// <summary>The most memory that the subject's process had resident, in MB (10⁶ bytes).</summary>
    public required double PeakMegabytes { get; init; }

    /// <summary>Whether each letter was stored once.</summary>
    public required bool IsExact { get; init; }

    /// <summary>Letters per second.</summary>
    public double Rate => Letters / Elapsed.TotalSeconds;

    /// <summary>For the file.</summary>
    public BenchmarkRow ToRow() => new("dead-letters: ingest", Subject, MsgPerSecond: Rate,
        CpuMsPerMessage: Processor.Sum.TotalMilliseconds / Letters, Exact: IsExact);
}

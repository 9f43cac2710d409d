using Microservices.Benchmarks.Reporting;

namespace Microservices.Benchmarks.Measuring;

/// <summary>One run of one subject over a backlog.</summary>
internal sealed record DrainResult
{
    public required string Subject { get; init; }

    /// <summary>Whether the subject claims to be exact.</summary>
    public required bool Deduplicates { get; init; }

    public required int Round { get; init; }

    /// <summary>Messages consumed, duplicates included.</summary>
    public required int Messages { get; init; }

    /// <summary>From the first effect's commit until the last event was in the broker.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Messages per second.</summary>
    public double Rate => Messages / Elapsed.TotalSeconds;

    /// <summary>Processor seconds of application, database server and broker.</summary>
    public required ProcessorTime Processor { get; init; }

    /// <summary>The most memory that this process had resident, in MB (10⁶ bytes).</summary>
    public required double PeakMegabytes { get; init; }

    /// <summary>Round trips to the database server, counted during the warm-up; connections' set-up included.</summary>
    public required double RoundTripsPerMessage { get; init; }

    /// <summary>Transactions of the database, reading ones included.</summary>
    public required double CommitsPerMessage { get; init; }

    /// <summary>Orders invoiced more than once, counted for each time too many.</summary>
    public required long ExtraEffects { get; init; }

    /// <summary>Events in the broker beyond one per order.</summary>
    public required long ExtraEvents { get; init; }

    /// <summary>Orders without invoice, or without event.</summary>
    public required long Missing { get; init; }

    /// <summary>Messages in an error queue.</summary>
    public required long DeadLetters { get; init; }

    /// <summary>Whether each order had its effects once, as far as the subject claims it.</summary>
    public bool IsExact => !Deduplicates
        || (ExtraEffects == 0 && ExtraEvents == 0 && Missing == 0 && DeadLetters == 0);

    /// <summary>For the file.</summary>
    public BenchmarkRow ToRow(string workload) => new(workload, Subject, MsgPerSecond: Rate,
        CpuMsPerMessage: Processor.Sum.TotalMilliseconds / Messages, RoundTripsPerMessage: RoundTripsPerMessage,
        Exact: Deduplicates ? IsExact : null);
}

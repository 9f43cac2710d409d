namespace Microservices.Benchmarks.Workloads;

/// <summary>A backlog and how it is consumed.</summary>
internal sealed record DrainSettings
{
    /// <summary>Messages of the timed part, duplicates included.</summary>
    public required int Messages { get; init; }

    /// <summary>Messages before it; heavy subjects need 2,500 until the JIT is done with them.</summary>
    public required int WarmUp { get; init; }

    /// <summary>The share of duplicates, 0 to 0.5.</summary>
    public double Duplicates { get; init; } = 0.05;

    /// <summary>The share of the duplicates that come about 1,000 places after the original; the others come 1 to 5 after.</summary>
    public double FarShare { get; init; } = 0.5;

    /// <summary>Messages that are consumed at the same time.</summary>
    public int Concurrency { get; init; } = 16;

    /// <summary>Processes that consume; beyond the first, they are already at work when the backlog is filled.</summary>
    public int Processes { get; init; } = 1;
}

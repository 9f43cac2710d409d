namespace Microservices.Benchmarks.Measuring;

/// <summary>Rates per second with a large table.</summary>
internal sealed record LargeResult
{
    /// <summary>The table that is large.</summary>
    public required string Table { get; init; }

    /// <summary>Its rows.</summary>
    public required int Rows { get; init; }

    /// <summary>Messages consumed.</summary>
    public double? Consumed { get; init; }

    /// <summary>Messages consumed while the inbox was cleaned.</summary>
    public double? ConsumedBesideCleanup { get; init; }

    /// <summary>Rows that the cleanup deleted, while messages were consumed and after that.</summary>
    public double? Forgotten { get; init; }

    /// <summary>Events relayed.</summary>
    public double? Relayed { get; init; }
}

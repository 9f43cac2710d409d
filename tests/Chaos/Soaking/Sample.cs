namespace Microservices.Chaos.Soaking;

/// <summary>How things stood at a moment of a soak.</summary>
internal sealed record Sample
{
    /// <summary>Minutes since the first sample.</summary>
    public required double Minutes { get; init; }

    /// <summary>Resident memory of one replica, in MB, by service.</summary>
    public required IReadOnlyDictionary<string, double> Memory { get; init; }

    /// <summary>Open connections to broker and database, by service.</summary>
    public required IReadOnlyDictionary<string, double> Connections { get; init; }

    /// <summary>Messages in all queues, and rows in all outboxes.</summary>
    public required IReadOnlyDictionary<string, double> Waiting { get; init; }

    /// <summary>Size of each database, in MB.</summary>
    public required IReadOnlyDictionary<string, double> Tables { get; init; }

    /// <summary>Median and 99th percentile of the answers since the last sample, in ms; none when nothing was answered.</summary>
    public required IReadOnlyDictionary<string, double> Latency { get; init; }
}

using System.Diagnostics.Metrics;

namespace Microservices.DeadLetters.Ingest;

/// <summary>What the ingest takes in.</summary>
internal sealed class IngestMetrics
{
    internal const string MeterName = "Microservices.DeadLetters.Ingest";

    private readonly Counter<long> _stored;
    private readonly Counter<long> _known;

    public IngestMetrics(IMeterFactory factory, QueueDepths depths)
    {
        var meter = factory.Create(MeterName);
        _stored = meter.CreateCounter<long>("microservices.dead_letters.ingested", "{message}",
            "Arrivals in dead-letter queues that were stored.");
        _known = meter.CreateCounter<long>("microservices.dead_letters.duplicates", "{message}",
            "Arrivals that had been stored before.");
        meter.CreateObservableGauge("microservices.dead_letters.waiting",
            () => depths.Latest.Select(depth => new Measurement<long>(
                depth.Messages, new KeyValuePair<string, object?>("queue", depth.Queue))),
            "{message}", "Messages in dead-letter queues that are not stored yet.");
    }

    /// <summary>Counts a batch.</summary>
    public void Stored(int arrivals, int stored)
    {
        _stored.Add(stored);
        _known.Add(arrivals - stored);
    }
}

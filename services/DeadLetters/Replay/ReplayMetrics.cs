using System.Diagnostics.Metrics;

namespace Microservices.DeadLetters.Replay;

/// <summary>What dashboards show of replays.</summary>
internal sealed class ReplayMetrics
{
    /// <summary>The meter's name.</summary>
    internal const string MeterName = "Microservices.DeadLetters.Replay";

    private readonly Counter<long> _outcomes;
    private readonly Counter<long> _published;
    private readonly Counter<long> _pauses;

    public ReplayMetrics(IMeterFactory meterFactory)
    {
        var meter = meterFactory.Create(MeterName);
        _outcomes = meter.CreateCounter<long>("microservices.dead_letters.replay_outcomes", "{message}",
            "Replayed messages by outcome: processed, failed_again, skipped, not_acknowledged, not_sendable. One that is heard of after its "
            + "time counts twice.");
        _published = meter.CreateCounter<long>("microservices.dead_letters.replay_published", "{message}",
            "Messages that the broker has confirmed; after a crash one may count twice.");
        _pauses = meter.CreateCounter<long>("microservices.dead_letters.replay_pauses", "{pause}",
            "Replays that paused by themselves.");
    }

    internal void Ended(string outcome, int count)
    {
        if (count > 0)
            _outcomes.Add(count, new KeyValuePair<string, object?>("outcome", outcome));
    }

    internal void Published(int count) => _published.Add(count);

    internal void Paused() => _pauses.Add(1);
}

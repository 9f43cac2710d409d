using System.Diagnostics.Metrics;
using Microservices.DeadLetters.Alarms.Detecting;

namespace Microservices.DeadLetters.Alarms;

/// <summary>What dashboards show of dead letters. Each replica tells the same of what is open: take the greatest.</summary>
internal sealed class AlarmMetrics
{
    internal const string MeterName = "Microservices.DeadLetters.Alarms";

    private readonly Counter<long> _sent;
    private readonly Counter<long> _heldBack;
    private volatile IReadOnlyList<QueueState> _latest = [];

    public AlarmMetrics(IMeterFactory meterFactory, TimeProvider timeProvider)
    {
        var meter = meterFactory.Create(MeterName);
        meter.CreateObservableGauge("microservices.dead_letters.open", () => _latest.Select(queue => Of(queue, queue.Open)),
            "{message}", "Dead letters that are open or being replayed, by queue.");
        meter.CreateObservableGauge("microservices.dead_letters.oldest_age",
            () => _latest.Select(queue => Of(queue, queue.Oldest is { } oldest
                ? Math.Max(0, (timeProvider.GetUtcNow().UtcDateTime - oldest).TotalSeconds) : 0)),
            "s", "Time since the oldest open dead letter first failed, by queue; 0 when none is open.");
        meter.CreateObservableGauge("microservices.dead_letters.new_groups", () => _latest.Select(queue => Of(queue, queue.NewGroups)),
            "{group}", "Groups that were first seen in the last hour, by queue.");
        _sent = meter.CreateCounter<long>("microservices.dead_letters.notifications", "{notification}",
            "Tries to tell people, by channel (webhook, mail) and outcome (sent, failed).");
        _heldBack = meter.CreateCounter<long>("microservices.dead_letters.notifications_held_back", "{notification}",
            "What people were not told yet because they were told enough in the last hour; counted in each round.");
    }

    /// <summary>Replaces what was seen before.</summary>
    internal void Set(IReadOnlyList<QueueState> queues) => _latest = queues;

    internal void Sent(string channel, bool isSent) =>
        _sent.Add(1, new("channel", channel), new("outcome", isSent ? "sent" : "failed"));

    internal void HeldBack(int count) => _heldBack.Add(count);

    private static Measurement<T> Of<T>(QueueState queue, T value)
        where T : struct => new(value, new KeyValuePair<string, object?>("queue", queue.Queue));
}

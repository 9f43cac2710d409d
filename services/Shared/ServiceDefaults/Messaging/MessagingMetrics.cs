using System.Diagnostics.Metrics;

namespace Microservices.ServiceDefaults.Messaging;

/// <summary>The figures of redelivery, outages and kill switches for dashboards.</summary>
internal sealed class MessagingMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Microservices.Messaging";

    private readonly Counter<long> _redeliveries;
    private readonly Counter<long> _trips;
    private readonly Counter<long> _outages;

    public MessagingMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _redeliveries = meter.CreateCounter<long>("microservices.messaging.redeliveries", "{message}",
            "Messages that failed transiently and were put into a delay queue.");
        _trips = meter.CreateCounter<long>("microservices.messaging.kill_switch_trips", "{trip}",
            "How often a receive endpoint was stopped because too many messages failed.");
        _outages = meter.CreateCounter<long>("microservices.messaging.outages", "{outage}",
            "How often a receive endpoint began to wait because something that its messages need was away.");
    }

    public void Redelivered(string endpoint, int redeliveryCount) =>
        _redeliveries.Add(1, new("endpoint", endpoint), new("redelivery", redeliveryCount));

    public void Outage(string endpoint, string dependency) => _outages.Add(1, new("endpoint", endpoint), new("dependency", dependency));

    public void KillSwitchTripped(string endpoint) => _trips.Add(1, new KeyValuePair<string, object?>("endpoint", endpoint));
}

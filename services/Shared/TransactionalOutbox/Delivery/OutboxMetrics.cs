using System.Diagnostics.Metrics;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>Counters of the delivery service.</summary>
internal static class OutboxMetrics
{
    private static readonly Meter Meter = new("Microservices.Outbox");

    private static readonly Counter<long> DeliveredMessages = Meter.CreateCounter<long>(
        "microservices.outbox.delivered", "{message}", "Stored messages that the broker has confirmed.");

    private static readonly Counter<long> FailedMessages = Meter.CreateCounter<long>(
        "microservices.outbox.failed", "{message}", "Attempts to deliver a stored message that failed.");

    private static readonly Counter<long> ExpiredMessages = Meter.CreateCounter<long>(
        "microservices.outbox.expired", "{message}", "Stored messages that were dropped because their time to live was over.");

    public static void Record<TDbContext>(OutboxSendResult result)
    {
        var context = new KeyValuePair<string, object?>("db_context", typeof(TDbContext).Name);
        Add(DeliveredMessages, result.Sent.Count);
        Add(FailedMessages, result.Failed.Count);
        Add(ExpiredMessages, result.Expired.Count);

        void Add(Counter<long> counter, int count)
        {
            if (count > 0)
                counter.Add(count, context);
        }
    }
}

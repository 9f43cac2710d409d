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

    public static void Delivered<TDbContext>(int delivered, int failed)
    {
        var context = new KeyValuePair<string, object?>("db_context", typeof(TDbContext).Name);
        if (delivered > 0)
            DeliveredMessages.Add(delivered, context);
        if (failed > 0)
            FailedMessages.Add(failed, context);
    }
}

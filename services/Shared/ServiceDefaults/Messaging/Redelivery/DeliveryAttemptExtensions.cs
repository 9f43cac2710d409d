using MassTransit;

namespace Microservices.ServiceDefaults.Messaging.Redelivery;

/// <summary>Tells a consumer how often it has seen the message.</summary>
public static class DeliveryAttemptExtensions
{
    /// <summary>
    /// The AMQP header that counts redeliveries. It bears the name that MassTransit gives it in the envelope, which
    /// stays as the sender wrote it. Remove it to give a replayed message the whole ladder again.
    /// </summary>
    public const string RedeliveryCountHeader = "MT-Redelivery-Count";

    /// <summary>Which delivery this is: 1 for the first, 2 after the first redelivery. Retries in process do not count.</summary>
    /// <param name="context">The message.</param>
    /// <returns>The number, from 1.</returns>
    public static int GetDeliveryAttempt(this ConsumeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return 1 + Math.Max(context.ReceiveContext.GetBrokerRedeliveryCount(), context.GetRedeliveryCount());
    }

    /// <summary>How often the message has come back from a delay queue.</summary>
    internal static int GetBrokerRedeliveryCount(this ReceiveContext context) =>
        Math.Max(0, context.TransportHeaders.Get<int>(RedeliveryCountHeader) ?? 0);
}

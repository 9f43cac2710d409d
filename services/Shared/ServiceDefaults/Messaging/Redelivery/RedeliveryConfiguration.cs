using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microservices.ServiceDefaults.Messaging.Redelivery;

internal static class RedeliveryConfiguration
{
    public static void UseRedelivery(this IReceiveEndpointConfigurator endpoint, IRegistrationContext context,
        MessagingOptions options, PermanentFaults permanentFaults)
    {
        var delays = options.EffectiveRedeliveryIntervals;
        if (endpoint is IRabbitMqReceiveEndpointConfigurator rabbitMq)
        {
            var logger = context.GetRequiredService<ILoggerFactory>().CreateLogger<MessagingOptions>();
            var metrics = context.GetRequiredService<MessagingMetrics>();
            rabbitMq.ConfigureChannel(channel => channel.UseFilter(new DelayQueueTopologyFilter(endpoint, [.. delays.Append(options.GiveBackDelay).Distinct()])));
            MessageFilterObserver.Connect(
                endpoint, new RedeliveryFilterFactory(delays, permanentFaults, metrics, logger));
        }
        else if (delays.Count > 0)
        {
            // In memory, MassTransit delays messages itself.
            endpoint.UseDelayedRedelivery(redelivery =>
            {
                redelivery.Intervals([.. delays]);
                redelivery.Ignore<Exception>(permanentFaults.Contains);
            });
        }
    }
}

using MassTransit;
using MassTransit.Transports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microservices.ServiceDefaults.Messaging.Outages;

internal static class OutageConfiguration
{
    public static void UseOutageGate(this IReceiveEndpointConfigurator endpoint, IRegistrationContext context, MessagingOptions options)
    {
        // Only RabbitMQ has queues that a message can be given back to; in memory, it is held.
        var delays = endpoint is IRabbitMqReceiveEndpointConfigurator ? options.EffectiveRedeliveryIntervals : [];
        var gate = context.GetRequiredService<OutageGates>().Add(() => endpoint.InputAddress.GetEndpointName() ?? "", options);
        MessageFilterObserver.Connect(endpoint, new OutageFilterFactory(gate, context.GetRequiredService<OutageRules>(), delays, options,
            context.GetRequiredService<TimeProvider>(), context.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping));
    }
}

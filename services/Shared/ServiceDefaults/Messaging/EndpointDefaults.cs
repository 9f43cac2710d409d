using MassTransit;
using Microservices.ServiceDefaults.Health;
using Microservices.ServiceDefaults.Messaging.Identity;
using Microservices.ServiceDefaults.Messaging.Reading;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microservices.ServiceDefaults.Messaging;

/// <summary>What every receive endpoint has, before its definition adds its own.</summary>
internal static class EndpointDefaults
{
    public static void Apply(IRegistrationContext context, string name, IReceiveEndpointConfigurator endpoint)
    {
        var options = context.GetRequiredService<IOptions<MessagingOptions>>().Value;
        endpoint.PrefetchCount = options.PrefetchCount;
        endpoint.ConcurrentMessageLimit = options.ConcurrentMessageLimit;
        endpoint.AddPrePipeSpecification(new MessageIdentitySpecification());
        context.GetRequiredService<EndpointMessages>().Watch(name, endpoint);

        if (endpoint is IRabbitMqReceiveEndpointConfigurator rabbitMq)
        {
            RabbitMqQueues.Configure(rabbitMq, name, options);
            var alarm = context.GetRequiredService<BrokerAlarm>();
            // Well before the watchdog would end the service.
            var lostChannel = new LostChannelFilter(options.ReconnectTimeout / 2, context.GetRequiredService<TimeProvider>(),
                context.GetRequiredService<ILogger<LostChannelFilter>>());
            rabbitMq.ConfigureChannel(channel =>
            {
                channel.UseFilter(lostChannel);
                channel.UseFilter(new BrokerAlarmFilter(alarm));
                channel.UseFilter(new ErrorQueueTopologyFilter(endpoint));
            });
        }
        else
        {
            endpoint.ConcurrentMessageLimit = 1;
        }
    }
}

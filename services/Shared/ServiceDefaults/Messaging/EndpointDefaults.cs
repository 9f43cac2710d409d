using MassTransit;
using MassTransit.Middleware;
using Microservices.ServiceDefaults.Health;
using Microservices.ServiceDefaults.Messaging.Failures;
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
        var endpoints = context.GetRequiredService<EndpointMessages>();
        endpoints.Watch(name, endpoint);
        var failureReport = new FailureReportFilter(endpoints, context.GetRequiredService<TimeProvider>());
        endpoint.ConfigureError(error =>
        {
            error.UseFilter(failureReport);
            // Whoever configures this pipe replaces what MassTransit has in it: these two.
            error.UseFilter(new GenerateFaultFilter());
            error.UseFilter(new ErrorTransportFilter());
        });

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

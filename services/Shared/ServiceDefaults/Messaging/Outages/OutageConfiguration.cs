using MassTransit;
using MassTransit.Transports;
using Microservices.ServiceDefaults.Database;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microservices.ServiceDefaults.Messaging.Outages;

internal static class OutageConfiguration
{
    public static void UseOutageGate(this IReceiveEndpointConfigurator endpoint, IRegistrationContext context, MessagingOptions options)
    {
        var concurrency = context.GetServices<ServiceDatabase>().Any(database => database.IsSqlite) ? 1 : options.ConcurrentMessageLimit;
        var holding = endpoint is IRabbitMqReceiveEndpointConfigurator ? Holding.OnRabbitMq(options, concurrency) : Holding.InMemory;
        var gate = context.GetRequiredService<OutageGates>().Add(() => endpoint.InputAddress.GetEndpointName() ?? "", options);
        MessageFilterObserver.Connect(endpoint, new OutageFilterFactory(gate, context.GetRequiredService<OutageRules>(), holding,
            context.GetRequiredService<TimeProvider>(), context.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping));
    }
}

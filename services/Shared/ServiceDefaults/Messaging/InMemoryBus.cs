using MassTransit;
using Microservices.ServiceDefaults.Messaging.Reading;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.ServiceDefaults.Messaging;

internal static class InMemoryBus
{
    public static void Configure(IBusRegistrationContext context, IInMemoryBusFactoryConfigurator factory)
    {
        ContractDeserializerFactory.Use(factory, context.GetRequiredService<EndpointMessages>());
        factory.ConfigureEndpoints(context);
    }
}

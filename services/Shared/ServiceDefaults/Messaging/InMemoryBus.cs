using MassTransit;

namespace Microservices.ServiceDefaults.Messaging;

internal static class InMemoryBus
{
    public static void Configure(IBusRegistrationContext context, IInMemoryBusFactoryConfigurator factory)
    {
        PlainJson.Accept(factory);
        factory.ConfigureEndpoints(context);
    }
}

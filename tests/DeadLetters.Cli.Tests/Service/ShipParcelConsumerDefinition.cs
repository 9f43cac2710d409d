using MassTransit;
using Microservices.ServiceDefaults.Messaging;

namespace Microservices.DeadLetters.Cli.Tests.Service;

internal sealed class ShipParcelConsumerDefinition : ConsumerDefinition<ShipParcelConsumer>
{
    public ShipParcelConsumerDefinition() => EndpointName = RealService.Queue;

    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<ShipParcelConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.UseMessagingPolicy<ShippingDbContext>(context);
}

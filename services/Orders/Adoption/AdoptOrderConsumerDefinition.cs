using MassTransit;
using Microservices.ServiceDefaults.Messaging;

namespace Microservices.Orders.Adoption;

internal sealed class AdoptOrderConsumerDefinition : ConsumerDefinition<AdoptOrderConsumer>
{
    internal const string QueueName = "orders-order-confirmed";

    public AdoptOrderConsumerDefinition() => EndpointName = QueueName;

    // No inbox: an order is adopted once by its keys, and nearly every message is of an order that is there already.
    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<AdoptOrderConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.UseMessagingPolicy(context, typeof(RefusedOrderException));
}

using MassTransit;
using Microservices.Orders.Data;
using Microservices.ServiceDefaults.Messaging;

namespace Microservices.Orders.Consumers;

internal sealed class RecordFulfilmentConsumerDefinition : ConsumerDefinition<RecordFulfilmentConsumer>
{
    internal const string QueueName = "orders-fulfilment";

    public RecordFulfilmentConsumerDefinition() => EndpointName = QueueName;

    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<RecordFulfilmentConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.UseMessagingPolicy<OrdersDbContext>(context);
}

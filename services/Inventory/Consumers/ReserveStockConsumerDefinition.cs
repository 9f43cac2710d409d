using MassTransit;
using Microservices.Inventory.Data;
using Microservices.Inventory.Reservations;
using Microservices.ServiceDefaults.Messaging;

namespace Microservices.Inventory.Consumers;

internal sealed class ReserveStockConsumerDefinition : ConsumerDefinition<ReserveStockConsumer>
{
    public ReserveStockConsumerDefinition() => EndpointName = "inventory-order-confirmed";

    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<ReserveStockConsumer> consumerConfigurator, IRegistrationContext context)
    {
        endpointConfigurator.UseMessagingPolicy<InventoryDbContext>(
            context, typeof(UnknownSkuException), typeof(InvalidOrderException));
        consumerConfigurator.UseBatches<ReserveStockConsumer, InventoryDbContext>(context);
    }
}

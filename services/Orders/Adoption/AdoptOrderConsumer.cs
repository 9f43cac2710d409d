using Contracts.Orders;
using MassTransit;

namespace Microservices.Orders.Adoption;

/// <summary>Takes orders that another upstream service confirmed; what this service confirmed itself, it knows.</summary>
internal sealed class AdoptOrderConsumer(OrderAdoption adoption) : IConsumer<OrderConfirmed>
{
    public Task Consume(ConsumeContext<OrderConfirmed> context) => adoption.AdoptAsync(context.Message, context.CancellationToken);
}

using Contracts.Orders;
using MassTransit;

namespace Microservices.Benchmarks.Subjects.MassTransit;

/// <summary>As a service's consumer is written; behind the outbox, which saves what it adds.</summary>
internal sealed class EntityFrameworkConsumer(BenchmarkDbContext dbContext) : IConsumer<OrderConfirmed>
{
    public Task Consume(ConsumeContext<OrderConfirmed> context)
    {
        dbContext.Invoices.Add(InvoiceRow.Of(context.Message));
        return context.Publish(InvoiceTable.EventOf(context.Message), context.CancellationToken);
    }
}

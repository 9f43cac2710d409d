using Contracts.Orders;
using MassTransit;

namespace Microservices.Benchmarks.Subjects.MassTransit;

/// <summary>The same without inbox and outbox: saves, then publishes. A crash in between loses the event.</summary>
internal sealed class SavingConsumer(BenchmarkDbContext dbContext) : IConsumer<OrderConfirmed>
{
    public async Task Consume(ConsumeContext<OrderConfirmed> context)
    {
        dbContext.Invoices.Add(InvoiceRow.Of(context.Message));
        await dbContext.SaveChangesAsync(context.CancellationToken);
        await context.Publish(InvoiceTable.EventOf(context.Message), context.CancellationToken);
    }
}

using Contracts.Orders;
using MassTransit;
using Npgsql;

namespace Microservices.Benchmarks.Subjects.MassTransit;

/// <summary>Without inbox, outbox and EF Core: writes by Npgsql, then publishes.</summary>
internal sealed class NpgsqlConsumer(NpgsqlDataSource dataSource) : IConsumer<OrderConfirmed>
{
    public async Task Consume(ConsumeContext<OrderConfirmed> context)
    {
        await using (var command = dataSource.CreateCommand(InvoiceTable.Insert))
        {
            command.AddInvoice(context.Message);
            await command.ExecuteNonQueryAsync(context.CancellationToken);
        }

        await context.Publish(InvoiceTable.EventOf(context.Message), context.CancellationToken);
    }
}

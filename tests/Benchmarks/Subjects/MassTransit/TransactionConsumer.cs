using Contracts.Orders;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Microservices.Benchmarks.Subjects.MassTransit;

/// <summary>Behind the outbox, but its own row goes by Npgsql into the outbox's transaction.</summary>
internal sealed class TransactionConsumer(BenchmarkDbContext dbContext) : IConsumer<OrderConfirmed>
{
    public async Task Consume(ConsumeContext<OrderConfirmed> context)
    {
        // A command on a connection joins the transaction that is open on it.
        await using (var command = new NpgsqlCommand(InvoiceTable.Insert, (NpgsqlConnection)dbContext.Database.GetDbConnection()))
        {
            command.AddInvoice(context.Message);
            await command.ExecuteNonQueryAsync(context.CancellationToken);
        }

        await context.Publish(InvoiceTable.EventOf(context.Message), context.CancellationToken);
    }
}

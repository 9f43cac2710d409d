using Contracts.Orders;
using Npgsql;
using Wolverine.RDBMS;
using Wolverine.Runtime;

namespace Microservices.Benchmarks.Subjects.Wolverine;

/// <summary>The part that a message and a request have in common.</summary>
internal static class NpgsqlOutbox
{
    public static IMessageDatabase Database(this MessageContext context) => (IMessageDatabase)context.Storage; // PostgreSQL's is one

    /// <summary>Writes the invoice and stores its event in the same transaction.</summary>
    public static async Task StoreAsync(
        this MessageContext context, OrderConfirmed order, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await context.EnlistInOutboxAsync(new DatabaseEnvelopeTransaction(context.Database(), transaction));
        await using (var command = new NpgsqlCommand(InvoiceTable.Insert, transaction.Connection, transaction))
        {
            command.AddInvoice(order);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await context.PublishAsync(InvoiceTable.EventOf(order));
    }
}

using Contracts.Orders;
using Npgsql;
using Wolverine;
using Wolverine.Runtime;

namespace Microservices.Benchmarks.Subjects.Wolverine;

/// <summary>A transaction by Npgsql for the row, the event and the mark that the message is handled.</summary>
public static class NpgsqlHandler
{
    public static async Task Handle(
        OrderConfirmed order, MessageContext context, NpgsqlDataSource dataSource, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await context.StoreAsync(order, transaction, cancellationToken);

        // Left to Wolverine, the mark would come after the commit: a crash in between would apply the message twice.
        var envelope = context.Envelope!; // there is one in a handler
        await context.Database().MarkIncomingEnvelopeAsHandledInTransactionAsync(connection, transaction, envelope,
            TimeProvider.System.GetUtcNow() + WolverineHost.KeepHandled, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        envelope.Status = EnvelopeStatus.Handled;
    }
}

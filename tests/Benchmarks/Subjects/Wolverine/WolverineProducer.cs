using Contracts.Orders;
using Microservices.Benchmarks.Servers;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Wolverine.EntityFrameworkCore;
using Wolverine.Runtime;

namespace Microservices.Benchmarks.Subjects.Wolverine;

/// <summary>A request on Wolverine's durable outbox, outside of a handler.</summary>
/// <param name="name">The subject's name.</param>
/// <param name="produce">One request, given the host's services.</param>
internal sealed class WolverineProducer(
    string name, Func<IServiceProvider, OrderConfirmed, CancellationToken, Task> produce) : IProducerSubject
{
    public string Name => name;

    /// <summary>The flush after the commit waits for the broker's confirm and for the deletion of the outbox's row.</summary>
    public bool HasRelay => false;

    public bool TellsOtherProcesses => false;

    public Task CreateTablesAsync(Station station, CancellationToken cancellationToken) =>
        WolverineHost.CreateTablesAsync(station, cancellationToken);

    public async Task<IProducer> StartAsync(Station station, ProducerRole role, CancellationToken cancellationToken) =>
        new Producer(await WolverineHost.StartAsync(station, _ => { }, cancellationToken), produce);

    /// <summary>By the outbox of a scope's DbContext.</summary>
    public static async Task ProduceByEntityFrameworkAsync(
        IServiceProvider services, OrderConfirmed order, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var outbox = scope.ServiceProvider.GetRequiredService<IDbContextOutbox<WolverineDbContext>>();
        outbox.DbContext.Add(InvoiceRow.Of(order));
        await outbox.PublishAsync(InvoiceTable.EventOf(order));
        await outbox.SaveChangesAndFlushMessagesAsync(cancellationToken);
    }

    /// <summary>In a transaction by Npgsql.</summary>
    public static async Task ProduceByNpgsqlAsync(
        IServiceProvider services, OrderConfirmed order, CancellationToken cancellationToken)
    {
        await using var connection = await services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var context = new MessageContext(services.GetRequiredService<IWolverineRuntime>());
        await context.StoreAsync(order, transaction, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await context.FlushOutgoingMessagesAsync();
    }

    private sealed class Producer(
        WolverineHost host, Func<IServiceProvider, OrderConfirmed, CancellationToken, Task> produce) : IProducer
    {
        public Task ProduceAsync(OrderConfirmed order, CancellationToken cancellationToken) =>
            produce(host.Services, order, cancellationToken);

        public ValueTask DisposeAsync() => host.DisposeAsync();
    }
}

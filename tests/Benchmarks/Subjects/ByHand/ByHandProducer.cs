using Contracts.Orders;
using Microservices.Benchmarks.Servers;
using Npgsql;
using RabbitMQ.Client;

namespace Microservices.Benchmarks.Subjects.ByHand;

/// <summary>Row and event in one round trip: statements that are sent together are one transaction.</summary>
internal sealed class ByHandProducer : IProducerSubject
{
    public string Name => "by-hand";

    public bool HasRelay => true;

    public bool TellsOtherProcesses => false;

    public Task CreateTablesAsync(Station station, CancellationToken cancellationToken) =>
        station.ExecuteAsync(ByHandTables.Create, cancellationToken);

    public async Task<IProducer> StartAsync(Station station, ProducerRole role, CancellationToken cancellationToken)
    {
        var connection = await station.ConnectAsync(cancellationToken);
        var dataSource = NpgsqlDataSource.Create(station.Database);
        return new Producer(connection, dataSource,
            role == ProducerRole.Stores ? null : await EventRelay.StartAsync(dataSource, connection, cancellationToken));
    }

    private sealed class Producer(IConnection connection, NpgsqlDataSource dataSource, EventRelay? relay) : IProducer
    {
        public async Task ProduceAsync(OrderConfirmed order, CancellationToken cancellationToken)
        {
            var body = OutgoingEvent.BodyOf(order);
            var eventId = Guid.CreateVersion7();
            var insert = new NpgsqlBatchCommand(InvoiceTable.Insert);
            insert.Parameters.AddInvoice(order);
            await using var batch = dataSource.CreateBatch();
            batch.BatchCommands.Add(insert);
            batch.BatchCommands.Add(ByHandTables.InsertEvent(eventId, body));
            var id = (long)(await batch.ExecuteScalarAsync(cancellationToken))!; // RETURNING of one row
            relay?.Add(new OutgoingEvent(id, eventId, body));
        }

        public async ValueTask DisposeAsync()
        {
            if (relay is not null)
                await relay.DisposeAsync();
            await connection.DisposeAsync();
            await dataSource.DisposeAsync();
        }
    }
}

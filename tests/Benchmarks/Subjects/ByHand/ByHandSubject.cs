using Contracts.Orders;
using Microservices.Benchmarks.Servers;
using Microservices.Benchmarks.Workloads;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Microservices.Benchmarks.Subjects.ByHand;

/// <summary>RabbitMQ.Client and Npgsql, one transaction per message in two round trips: what no framework can beat by much.</summary>
internal sealed class ByHandSubject : IConsumerSubject
{
    private const int Prefetch = 64;

    public string Name => "by-hand";

    public bool Deduplicates => true;

    public MessageFormat Format => MessageFormat.PlainJson;

    public Task CreateTablesAsync(Station station, CancellationToken cancellationToken) =>
        station.ExecuteAsync(ByHandTables.Create, cancellationToken);

    public async Task<IAsyncDisposable> StartAsync(Station station, int concurrency, CancellationToken cancellationToken)
    {
        var connection = await station.ConnectAsync(cancellationToken);
        var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: false, publisherConfirmationTrackingEnabled: false,
                consumerDispatchConcurrency: (ushort)concurrency), cancellationToken);
        await channel.BasicQosAsync(prefetchSize: 0, Prefetch, global: false, cancellationToken);
        var dataSource = NpgsqlDataSource.Create(station.Database);
        var relay = await EventRelay.StartAsync(dataSource, connection, cancellationToken);

        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            // The body is the client's again when this returns, so it is read first.
            var order = OutgoingEvent.Read(delivery.Body);
            try
            {
                if (await ConsumeAsync(dataSource, Guid.Parse(delivery.BasicProperties.MessageId!), order) is { } outgoing) // set by the loader
                    relay.Add(outgoing);
                await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false, CancellationToken.None);
            }
            catch (NpgsqlException exception)
            {
                await Console.Error.WriteLineAsync($"by-hand: {exception.Message}");
                await channel.BasicNackAsync(delivery.DeliveryTag, multiple: false, requeue: true, CancellationToken.None);
            }
        };
        await channel.BasicConsumeAsync(Station.Input, autoAck: false, consumer, cancellationToken);
        return new Running(connection, channel, dataSource, relay);
    }

    private static async Task<OutgoingEvent?> ConsumeAsync(NpgsqlDataSource dataSource, Guid messageId, OrderConfirmed order)
    {
        await using var connection = await dataSource.OpenConnectionAsync();
        await using (var enter = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand("BEGIN"),
                new NpgsqlBatchCommand("INSERT INTO inbox (message_id) VALUES ($1) ON CONFLICT DO NOTHING")
                {
                    Parameters = { new NpgsqlParameter<Guid> { TypedValue = messageId } },
                },
            },
        })
        {
            if (await enter.ExecuteNonQueryAsync() == 0)
            {
                await using var rollback = new NpgsqlCommand("ROLLBACK", connection);
                await rollback.ExecuteNonQueryAsync();
                return null;
            }
        }

        var body = OutgoingEvent.BodyOf(order);
        var eventId = Guid.CreateVersion7();
        var insert = new NpgsqlBatchCommand(InvoiceTable.Insert);
        insert.Parameters.AddInvoice(order);
        await using var effect = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                insert,
                ByHandTables.InsertEvent(eventId, body),
                new NpgsqlBatchCommand("COMMIT"),
            },
        };
        var id = (long)(await effect.ExecuteScalarAsync())!; // RETURNING of one row
        return new OutgoingEvent(id, eventId, body);
    }

    private sealed class Running(IConnection connection, IChannel channel, NpgsqlDataSource dataSource, EventRelay relay)
        : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await channel.DisposeAsync();
            await relay.DisposeAsync();
            await connection.DisposeAsync();
            await dataSource.DisposeAsync();
        }
    }
}

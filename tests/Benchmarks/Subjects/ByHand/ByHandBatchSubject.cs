using System.Threading.Channels;
using Contracts.Orders;
using Microservices.Benchmarks.Servers;
using Microservices.Benchmarks.Workloads;
using Npgsql;
using NpgsqlTypes;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Microservices.Benchmarks.Subjects.ByHand;

/// <summary>RabbitMQ.Client and Npgsql, up to 100 messages in one statement and one commit: the practical limit.</summary>
internal sealed class ByHandBatchSubject : IConsumerSubject
{
    private const int Prefetch = 300;
    private const int BatchSize = 100;
    // More lanes than two measured no better on two cores; how many messages are in work follows from lanes and size.
    private const int Lanes = 2;
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(2);

    // One statement, so one round trip and one transaction. A message that comes twice in the batch enters once; in order, so
    // that two batches with common duplicates do not wait for each other.
    private const string Consume = """
        WITH fresh AS (
            INSERT INTO inbox (message_id)
            SELECT DISTINCT unnest($1::uuid[]) ORDER BY 1
            ON CONFLICT DO NOTHING
            RETURNING message_id),
        message AS (
            SELECT DISTINCT ON (m.message_id) m.*
            FROM unnest($1::uuid[], $2::text[], $3::numeric[], $4::text[], $5::uuid[], $6::bytea[])
                AS m (message_id, number, amount, lines, event_id, body)
            JOIN fresh ON fresh.message_id = m.message_id),
        invoice AS (
            INSERT INTO invoices (order_id, number, amount, lines)
            SELECT message_id, number, amount, lines::jsonb FROM message)
        INSERT INTO outbox (message_id, body)
        SELECT event_id, body FROM message
        RETURNING id, message_id, body
        """;

    public string Name => "by-hand-batch";

    public bool Deduplicates => true;

    public MessageFormat Format => MessageFormat.PlainJson;

    public Task CreateTablesAsync(Station station, CancellationToken cancellationToken) =>
        station.ExecuteAsync(ByHandTables.Create, cancellationToken);

    public async Task<IAsyncDisposable> StartAsync(Station station, int concurrency, CancellationToken cancellationToken)
    {
        var connection = await station.ConnectAsync(cancellationToken);
        var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await channel.BasicQosAsync(prefetchSize: 0, Prefetch, global: false, cancellationToken);
        var dataSource = NpgsqlDataSource.Create(station.Database);
        var relay = await EventRelay.StartAsync(dataSource, connection, cancellationToken);

        var deliveries = Channel.CreateUnbounded<Delivery>(); // bounded by the prefetch
        var lanes = Enumerable.Range(0, Lanes)
            .Select(_ => Task.Run(() => ConsumeAsync(deliveries.Reader, channel, dataSource, relay), CancellationToken.None))
            .ToList();
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            deliveries.Writer.TryWrite(new Delivery(delivery.DeliveryTag, Guid.Parse(delivery.BasicProperties.MessageId!),
                OutgoingEvent.Read(delivery.Body))); // the loader has set the id
            return Task.CompletedTask;
        };
        var tag = await channel.BasicConsumeAsync(Station.Input, autoAck: false, consumer, cancellationToken);
        return new Running(connection, channel, tag, deliveries.Writer, lanes, dataSource, relay);
    }

    private static async Task ConsumeAsync(
        ChannelReader<Delivery> deliveries, IChannel channel, NpgsqlDataSource dataSource, EventRelay relay)
    {
        var batch = new List<Delivery>(BatchSize);
        while (await deliveries.WaitToReadAsync())
        {
            Fill(batch, deliveries);
            if (batch.Count < BatchSize)
            {
                await Task.Delay(Linger);
                Fill(batch, deliveries);
            }

            foreach (var outgoing in await StoreAsync(batch, dataSource))
                relay.Add(outgoing);
            // The other lane has some of the tags in between: not "multiple".
            foreach (var delivery in batch)
                await channel.BasicAckAsync(delivery.Tag, multiple: false);
            batch.Clear();
        }
    }

    private static void Fill(List<Delivery> batch, ChannelReader<Delivery> deliveries)
    {
        while (batch.Count < BatchSize && deliveries.TryRead(out var delivery))
            batch.Add(delivery);
    }

    private static async Task<List<OutgoingEvent>> StoreAsync(List<Delivery> batch, NpgsqlDataSource dataSource)
    {
        await using var command = dataSource.CreateCommand(Consume);
        Add(command, batch.Select(delivery => delivery.MessageId));
        Add(command, batch.Select(delivery => InvoiceTable.NumberOf(delivery.Order)));
        Add(command, batch.Select(delivery => InvoiceTable.AmountOf(delivery.Order)), NpgsqlDbType.Numeric);
        Add(command, batch.Select(delivery => InvoiceTable.LinesOf(delivery.Order)));
        Add(command, batch.Select(_ => Guid.CreateVersion7()));
        Add(command, batch.Select(delivery => OutgoingEvent.BodyOf(delivery.Order)));
        var events = new List<OutgoingEvent>(batch.Count);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            events.Add(new OutgoingEvent(reader.GetInt64(0), reader.GetGuid(1), reader.GetFieldValue<byte[]>(2)));
        return events;
    }

    private static void Add<T>(NpgsqlCommand command, IEnumerable<T> values, NpgsqlDbType? type = null)
    {
        var parameter = new NpgsqlParameter<T[]> { TypedValue = [.. values] };
        if (type is { } element)
            parameter.NpgsqlDbType = NpgsqlDbType.Array | element;
        command.Parameters.Add(parameter);
    }

    private sealed record Delivery(ulong Tag, Guid MessageId, OrderConfirmed Order);

    private sealed class Running(IConnection connection, IChannel channel, string tag, ChannelWriter<Delivery> deliveries,
        List<Task> lanes, NpgsqlDataSource dataSource, EventRelay relay) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await channel.BasicCancelAsync(tag);
            deliveries.Complete();
            await Task.WhenAll(lanes);
            await channel.DisposeAsync();
            await relay.DisposeAsync();
            await connection.DisposeAsync();
            await dataSource.DisposeAsync();
        }
    }
}

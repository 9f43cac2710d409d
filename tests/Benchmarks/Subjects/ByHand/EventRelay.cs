using System.Threading.Channels;
using Microservices.Benchmarks.Servers;
using Npgsql;
using RabbitMQ.Client;

namespace Microservices.Benchmarks.Subjects.ByHand;

/// <summary>
/// Sends what was committed: told by the consumer, first what a crash has left. Confirms are awaited and rows deleted for
/// many at a time.
/// </summary>
internal sealed class EventRelay : IAsyncDisposable
{
    private const int Window = 200;

    private readonly Channel<OutgoingEvent> _events = Channel.CreateUnbounded<OutgoingEvent>(
        new UnboundedChannelOptions { SingleReader = true });
    private readonly NpgsqlDataSource _dataSource;
    private readonly IChannel _channel;
    private readonly Task _relaying;

    private EventRelay(NpgsqlDataSource dataSource, IChannel channel)
    {
        _dataSource = dataSource;
        _channel = channel;
        _relaying = Task.Run(RelayAsync);
    }

    public static async Task<EventRelay> StartAsync(
        NpgsqlDataSource dataSource, IConnection connection, CancellationToken cancellationToken)
    {
        var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true),
            cancellationToken);
        var relay = new EventRelay(dataSource, channel);
        await using var command = dataSource.CreateCommand("SELECT id, message_id, body FROM outbox ORDER BY id");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            relay.Add(new OutgoingEvent(reader.GetInt64(0), reader.GetGuid(1), reader.GetFieldValue<byte[]>(2)));
        return relay;
    }

    /// <summary>To be called after the commit.</summary>
    public void Add(OutgoingEvent outgoing) => _events.Writer.TryWrite(outgoing); // always true: it is unbounded

    public async ValueTask DisposeAsync()
    {
        _events.Writer.Complete();
        await _relaying;
        await _channel.DisposeAsync();
    }

    private async Task RelayAsync()
    {
        var window = new List<OutgoingEvent>(Window);
        while (await _events.Reader.WaitToReadAsync())
        {
            while (window.Count < Window && _events.Reader.TryRead(out var outgoing))
                window.Add(outgoing);
            await Task.WhenAll(window.Select(outgoing => PublishAsync(outgoing).AsTask()));

            await using var delete = _dataSource.CreateCommand("DELETE FROM outbox WHERE id = ANY($1)");
            delete.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. window.Select(outgoing => outgoing.Id)] });
            await delete.ExecuteNonQueryAsync();
            window.Clear();
        }
    }

    private ValueTask PublishAsync(OutgoingEvent outgoing) => _channel.BasicPublishAsync(
        Station.OutputExchange, routingKey: "", mandatory: true,
        new BasicProperties { Persistent = true, MessageId = $"{outgoing.MessageId}", ContentType = "application/json" },
        outgoing.Body);
}

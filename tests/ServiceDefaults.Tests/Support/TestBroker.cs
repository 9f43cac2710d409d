using System.Text;
using Microservices.Testing;
using RabbitMQ.Client;

namespace Microservices.ServiceDefaults.Tests.Support;

/// <summary>A virtual host of its own, and a client of it that is not MassTransit.</summary>
internal sealed class TestBroker : IAsyncDisposable
{
    private readonly RabbitMqVirtualHost _virtualHost;
    private readonly IConnection _connection;
    private readonly IChannel _channel;

    private TestBroker(RabbitMqVirtualHost virtualHost, IConnection connection, IChannel channel)
    {
        _virtualHost = virtualHost;
        _connection = connection;
        _channel = channel;
    }

    public string ConnectionString => _virtualHost.ConnectionString;

    public static async Task<TestBroker> CreateAsync(CancellationToken cancellationToken)
    {
        var virtualHost = await RabbitMqServer.CreateVirtualHostAsync(cancellationToken);
        var connection = await virtualHost.ConnectAsync(cancellationToken);
        var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true),
            cancellationToken);
        return new TestBroker(virtualHost, connection, channel);
    }

    /// <summary>Puts bytes straight into a queue.</summary>
    public async Task SendAsync(string queue, string body, BasicProperties properties, CancellationToken cancellationToken) =>
        await _channel.BasicPublishAsync(exchange: "", queue, mandatory: true, properties,
            Encoding.UTF8.GetBytes(body), cancellationToken);

    /// <summary>Takes the next message out of a queue, waiting for one.</summary>
    public async Task<BasicGetResult> TakeAsync(string queue, CancellationToken cancellationToken)
    {
        BasicGetResult? message = null;
        await Eventually.Holds(async () =>
        {
            // Not before it holds one: a get from a quorum queue that is just being created closes the connection.
            if (await CountAsync(queue, cancellationToken) > 0)
                message = await _channel.BasicGetAsync(queue, autoAck: true, cancellationToken);
            return message is not null;
        }, $"a message in {queue}", cancellationToken: cancellationToken);
        return message!; // set, or Eventually has thrown
    }

    public static string Header(BasicGetResult message, string name) =>
        message.BasicProperties.Headers?[name] is byte[] value ? Encoding.UTF8.GetString(value) : "";

    public async Task<uint> CountAsync(string queue, CancellationToken cancellationToken) =>
        await ExistsAsync(queue, cancellationToken) ? await _channel.MessageCountAsync(queue, cancellationToken) : 0;

    public Task DeleteQueueAsync(string queue, CancellationToken cancellationToken) =>
        _channel.QueueDeleteAsync(queue, ifUnused: false, ifEmpty: false, cancellationToken: cancellationToken);

    /// <summary>Takes and gives back, as a consumer that dies every time does, until the queue is empty.</summary>
    public Task RejectUntilGoneAsync(string queue, CancellationToken cancellationToken) =>
        Eventually.Holds(async () =>
        {
            var message = await _channel.BasicGetAsync(queue, autoAck: false, cancellationToken);
            if (message is not null)
                await _channel.BasicRejectAsync(message.DeliveryTag, requeue: true, cancellationToken);
            return message is null && await CountAsync(queue, cancellationToken) == 0;
        }, $"{queue} to be empty", cancellationToken: cancellationToken);

    /// <summary>A passive declaration of what is not there closes its channel, so it gets one of its own.</summary>
    public async Task<bool> ExistsAsync(string queue, CancellationToken cancellationToken)
    {
        await using var channel = await _connection.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            await channel.QueueDeclarePassiveAsync(queue, cancellationToken);
            return true;
        }
        catch (RabbitMQ.Client.Exceptions.OperationInterruptedException)
        {
            return false;
        }
    }

    /// <summary>What the management API says about a queue.</summary>
    public async Task<QueueDescription> DescribeAsync(string queue, CancellationToken cancellationToken) =>
        (await _virtualHost.DescribeQueuesAsync(cancellationToken)).Single(description => description.Name == queue);

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
        await _virtualHost.DisposeAsync();
    }
}

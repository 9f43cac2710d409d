using Microservices.Testing.Servers;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Microservices.Testing;

/// <summary>A virtual host for one test class: its own exchanges and queues, deleted when it is disposed.</summary>
public sealed class RabbitMqVirtualHost : IAsyncDisposable
{
    private const int NotFound = 404;

    private readonly RabbitMqManagement _management;

    private RabbitMqVirtualHost(RabbitMqAddress server, string name)
    {
        Name = name;
        ConnectionString = new UriBuilder(server.Amqp) { Path = name }.Uri.AbsoluteUri;
        _management = new RabbitMqManagement(server.Management, server.Amqp.UserInfo);
    }

    /// <summary>The virtual host's name.</summary>
    public string Name { get; }

    /// <summary>Its address with credentials: <c>amqp://user:password@host:port/name</c>.</summary>
    public string ConnectionString { get; }

    /// <summary>Opens a connection that the caller disposes.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The connection; it is not recovered when it breaks.</returns>
    public Task<IConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory
        {
            Uri = new Uri(ConnectionString),
            AutomaticRecoveryEnabled = false,
            ClientProvidedName = "test",
        };
        return factory.CreateConnectionAsync(cancellationToken);
    }

    /// <summary>Counts the messages that are ready in a queue: those that a consumer has taken do not count.</summary>
    /// <param name="queue">The queue's name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The number; 0 when there is no such queue (error queues appear with their first message).</returns>
    public async Task<int> CountMessagesAsync(string queue, CancellationToken cancellationToken = default)
    {
        // A connection for each call: one that is kept may belong to a broker that was killed meanwhile.
        await using var connection = await ConnectAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            return (int)(await channel.QueueDeclarePassiveAsync(queue, cancellationToken)).MessageCount;
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == NotFound)
        {
            return 0;
        }
    }

    /// <summary>Takes all messages that are ready out of a queue.</summary>
    /// <param name="queue">The queue's name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The messages, in the queue's order.</returns>
    /// <exception cref="OperationInterruptedException">There is no such queue.</exception>
    public async Task<IReadOnlyList<BrokerMessage>> GetMessagesAsync(string queue,
        CancellationToken cancellationToken = default)
    {
        await using var connection = await ConnectAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        List<BrokerMessage> messages = [];
        while (await channel.BasicGetAsync(queue, autoAck: true, cancellationToken) is { } result)
        {
            messages.Add(new BrokerMessage(result.Exchange, result.RoutingKey, result.BasicProperties,
                result.Body.ToArray()));
        }

        return messages;
    }

    /// <summary>Publishes a message and waits until the broker has stored it.</summary>
    /// <param name="exchange">The exchange; empty for the default one, which routes by queue name.</param>
    /// <param name="routingKey">The routing key.</param>
    /// <param name="properties">The AMQP properties.</param>
    /// <param name="body">The body.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when the broker has confirmed.</returns>
    /// <exception cref="PublishException">It reached no queue, or the broker refused it.</exception>
    public async Task PublishAsync(string exchange, string routingKey, BasicProperties properties,
        ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default)
    {
        var confirmed = new CreateChannelOptions(publisherConfirmationsEnabled: true,
            publisherConfirmationTrackingEnabled: true);
        await using var connection = await ConnectAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(confirmed, cancellationToken);
        await channel.BasicPublishAsync(exchange, routingKey, mandatory: true, properties, body, cancellationToken);
    }

    /// <summary>Lists the queues' names, in ordinal order.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The names.</returns>
    public async Task<IReadOnlyList<string>> ListQueuesAsync(CancellationToken cancellationToken = default)
    {
        var queues = await DescribeQueuesAsync(cancellationToken);
        return [.. queues.Select(queue => queue.Name).Order(StringComparer.Ordinal)];
    }

    /// <summary>Lists the queues with type and arguments.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The queues.</returns>
    public Task<IReadOnlyList<QueueDescription>> DescribeQueuesAsync(CancellationToken cancellationToken = default) =>
        _management.ListQueuesAsync(Name, cancellationToken);

    /// <summary>Describes its queues, exchanges and bindings, without their messages.</summary>
    internal Task<string> ExportAsync(CancellationToken cancellationToken) => _management.ExportAsync(Name, cancellationToken);

    /// <summary>Declares what another virtual host had when it was exported.</summary>
    internal Task ImportAsync(string definitions, CancellationToken cancellationToken) =>
        _management.ImportAsync(Name, definitions, cancellationToken);

    /// <summary>Deletes the virtual host with all that is in it; open connections to it are closed by the broker.</summary>
    /// <returns>A task that ends when it is gone.</returns>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _management.DeleteVirtualHostAsync(Name, CancellationToken.None);
        }
        catch (HttpRequestException)
        {
            // The broker was stopped or killed by the test: its virtual hosts go with it.
        }

        _management.Dispose();
    }

    internal static async Task<RabbitMqVirtualHost> CreateAsync(RabbitMqAddress server,
        CancellationToken cancellationToken)
    {
        var virtualHost = new RabbitMqVirtualHost(server, $"test-{Guid.NewGuid():N}");
        await virtualHost._management.CreateVirtualHostAsync(virtualHost.Name, cancellationToken);
        return virtualHost;
    }
}

using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Microservices.DeadLetters.Replay.Publishing;

/// <summary>
/// Publishes by the default exchange, which knows queues by their names: an event's exchange would send the message to every
/// service again. Mandatory and confirmed: what reaches no queue comes back, what is confirmed is kept by the broker.
/// </summary>
/// <param name="connect">Opens a connection that is not recovered when it breaks; a new one is opened then.</param>
/// <param name="logger">Told of broken connections.</param>
internal sealed class RabbitMqReplayTarget(
    Func<CancellationToken, Task<IConnection>> connect, ILogger<RabbitMqReplayTarget> logger)
    : IReplayTarget, IAsyncDisposable
{
    private const int NotFound = 404;
    private static readonly TimeSpan ConfirmTimeout = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim _opening = new(1, 1);
    private IConnection? _connection;
    private IChannel? _channel;

    public async Task<long?> CountAsync(string queue, CancellationToken cancellationToken)
    {
        try
        {
            await OpenAsync(cancellationToken);

            // Its own channel: asking for a queue that is not there closes it.
            await using var channel = await _connection!.CreateChannelAsync(cancellationToken: cancellationToken); // just opened
            var state = await channel.QueueDeclarePassiveAsync(queue, cancellationToken);
            return state.MessageCount;
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == NotFound)
        {
            return null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new ReplayTargetUnavailableException(exception);
        }
    }

    public async Task<IReadOnlyList<PublishResult>> PublishAsync(
        IReadOnlyList<ReplayMessage> messages, CancellationToken cancellationToken)
    {
        IChannel channel;
        try
        {
            channel = await OpenAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.ReplayBrokerUnavailable(exception);
            return new PublishResult[messages.Count]; // unknown, each
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ConfirmTimeout);
        return await Task.WhenAll(messages.Select(message => PublishAsync(channel, message, limit.Token)));
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _opening.Dispose();
    }

    private async Task<PublishResult> PublishAsync(IChannel channel, ReplayMessage message, CancellationToken cancellationToken)
    {
        var properties = new BasicProperties
        {
            MessageId = message.MessageId,
            CorrelationId = message.CorrelationId,
            ContentType = message.ContentType,
            Persistent = true,
            Headers = message.Headers.ToDictionary(),
        };
        try
        {
            // On a channel that is being disposed it may wait for ever, whatever its token says:
            // https://github.com/rabbitmq/rabbitmq-dotnet-client/issues/1976
            await channel.BasicPublishAsync(exchange: "", message.Queue, mandatory: true, properties, message.Body, cancellationToken)
                .AsTask().WaitAsync(cancellationToken);
            return PublishResult.Published;
        }
        catch (PublishException exception)
        {
            return exception.IsReturn ? PublishResult.Unroutable : PublishResult.Refused;
        }
        catch (Exception exception) when (exception is AlreadyClosedException or OperationInterruptedException
            or OperationCanceledException or IOException or ObjectDisposedException)
        {
            logger.ReplayOutcomeUnknown(message.ItemId, exception.GetType().Name);
            return PublishResult.Unknown;
        }
    }

    private async Task<IChannel> OpenAsync(CancellationToken cancellationToken)
    {
        if (_channel is { IsOpen: true } open)
            return open;

        await _opening.WaitAsync(cancellationToken);
        try
        {
            if (_channel is { IsOpen: true } opened)
                return opened;

            await CloseAsync();
            _connection = await connect(cancellationToken);
            return _channel = await _connection.CreateChannelAsync(new CreateChannelOptions(
                publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellationToken);
        }
        finally
        {
            _opening.Release();
        }
    }

    private async Task CloseAsync()
    {
        var (connection, channel) = (_connection, _channel);
        (_connection, _channel) = (null, null);
        if (channel is not null)
            await channel.DisposeAsync();
        if (connection is not null)
            await connection.DisposeAsync();
    }
}

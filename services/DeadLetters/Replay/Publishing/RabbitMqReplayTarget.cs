using RabbitMQ.Client;
using RabbitMQ.Client.Events;
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
    private static readonly TimeSpan OpenPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(2);

    // Content too large, precondition failed, frame error, syntax error, unexpected frame, not implemented: the message is to
    // blame. Source: https://www.rabbitmq.com/amqp-0-9-1-reference#constants
    private static readonly ushort[] BrokenRules = [311, 406, 501, 502, 505, 540];

    private readonly SemaphoreSlim _opening = new(1, 1);
    private IConnection? _connection;

    public async Task<long?> CountAsync(string queue, CancellationToken cancellationToken)
    {
        try
        {
            // Its own channel: asking for a queue that is not there closes it.
            var connection = await OpenAsync(cancellationToken);
            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
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
        var (results, brokenRule) = await SendAsync(messages, cancellationToken);
        if (brokenRule is null)
            return results;
        if (messages.Count == 1)
            return [new PublishResult(PublishOutcome.NotSendable, $"the broker refuses it: {brokenRule}")];

        // One message made the broker close the channel or the connection, and the fate of the others went with it: sent alone,
        // each shows its own.
        foreach (var (index, message) in messages.Index().Where(pair => results[pair.Index].Outcome == PublishOutcome.Unknown))
            results[index] = (await PublishAsync([message], cancellationToken))[0];
        return results;
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _opening.Dispose();
    }

    // On a channel of its own: what one queue does not confirm fills no other's window of unconfirmed messages.
    private async Task<(PublishResult[] Results, string? BrokenRule)> SendAsync(
        IReadOnlyList<ReplayMessage> messages, CancellationToken cancellationToken)
    {
        IChannel channel;
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(OpenPatience);
            var connection = await OpenAsync(patience.Token);
            channel = await connection.CreateChannelAsync(new CreateChannelOptions(
                publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), patience.Token)
                .WaitAsync(patience.Token);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            logger.ReplayBrokerUnavailable(exception);
            await ForgetAsync();
            return ([.. messages.Select(_ => new PublishResult(PublishOutcome.Unknown, "the broker cannot be reached"))], null);
        }

        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(ConfirmTimeout);
            var results = await Task.WhenAll(messages.Select(message => SendAsync(channel, message, limit.Token)));
            return (results, BrokenRule(channel.CloseReason));
        }
        finally
        {
            await CloseAsync(channel);
        }
    }

    private async Task<PublishResult> SendAsync(IChannel channel, ReplayMessage message, CancellationToken cancellationToken)
    {
        try
        {
            // On a channel that is being disposed it may wait for ever, whatever its token says:
            // https://github.com/rabbitmq/rabbitmq-dotnet-client/issues/1976
            await channel.BasicPublishAsync(exchange: "", message.Queue, mandatory: true, message.Properties, message.Body, cancellationToken)
                .AsTask().WaitAsync(cancellationToken);
            return new PublishResult(PublishOutcome.Published);
        }
        catch (PublishException exception)
        {
            return new PublishResult(exception.IsReturn ? PublishOutcome.Unroutable : PublishOutcome.Refused);
        }
        catch (Exception exception) when (exception is AlreadyClosedException or OperationInterruptedException
            or OperationCanceledException or IOException or ObjectDisposedException or TimeoutException)
        {
            logger.ReplayOutcomeUnknown(message.ItemId, exception.GetType().Name);
            return new PublishResult(PublishOutcome.Unknown, exception is OperationCanceledException
                ? FormattableString.Invariant($"no confirmation within {ConfirmTimeout.TotalSeconds} s: has {message.Queue} a leader?")
                : "the connection was lost");
        }
        catch (Exception exception)
        {
            // Before the first byte: the client cannot write it. A later try cannot, either.
            return new PublishResult(PublishOutcome.NotSendable, $"the client refuses it: {exception.Message}");
        }
    }

    private static string? BrokenRule(ShutdownEventArgs? closed) =>
        closed is { Initiator: ShutdownInitiator.Peer } && BrokenRules.Contains(closed.ReplyCode) ? closed.ReplyText : null;

    private async Task<IConnection> OpenAsync(CancellationToken cancellationToken)
    {
        if (_connection is { IsOpen: true } open)
            return open;

        await _opening.WaitAsync(cancellationToken);
        try
        {
            if (_connection is { IsOpen: true } opened)
                return opened;

            await CloseAsync();
            return _connection = await connect(cancellationToken);
        }
        finally
        {
            _opening.Release();
        }
    }

    // One that answers no more may still be taken for open.
    private async Task ForgetAsync()
    {
        await _opening.WaitAsync(CancellationToken.None);
        try
        {
            await CloseAsync();
        }
        finally
        {
            _opening.Release();
        }
    }

    private async Task CloseAsync()
    {
        if (_connection is { } connection)
            await CloseAsync(connection);
        _connection = null;
    }

    // The broker may not answer any more, and nothing depends on its answer.
    private static Task CloseAsync(IAsyncDisposable closed) => closed.DisposeAsync().AsTask().WaitAsync(ClosePatience)
        .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}

using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Microservices.DeadLetters.Ingest.RabbitMq;

/// <summary>
/// Takes the messages of one queue, on a channel of its own: a queue that is refused or deleted closes no other's.
/// </summary>
internal sealed class QueueConsumer : IAsyncDisposable
{
    private readonly IChannel _channel;
    private readonly AsyncEventingBasicConsumer _events;
    private string _tag = "";
    private bool _isChanging;
    private bool _leavesOut;

    private QueueConsumer(string queue, IChannel channel)
    {
        Queue = queue;
        _channel = channel;
        _events = new AsyncEventingBasicConsumer(channel);
    }

    /// <summary>The queue.</summary>
    public string Queue { get; }

    /// <summary>Whether messages still come.</summary>
    public bool IsOpen { get => _channel.IsOpen && field; private set; } = true;

    /// <summary>Begins to take messages.</summary>
    /// <exception cref="OperationInterruptedException">The queue is gone, or this user may not read it.</exception>
    public static async Task<QueueConsumer> StartAsync(IConnection connection, string queue, ushort prefetch,
        Func<QueueConsumer, BasicDeliverEventArgs, Task> take, CancellationToken cancellationToken)
    {
        var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var consumer = new QueueConsumer(queue, channel);
        try
        {
            consumer._events.ReceivedAsync += (_, delivery) => take(consumer, delivery);
            consumer._events.UnregisteredAsync += (_, _) =>
            {
                consumer.IsOpen = consumer._isChanging; // else the queue was deleted, or its leader has moved
                return Task.CompletedTask;
            };
            await consumer.ConsumeAsync(prefetch, cancellationToken);
            return consumer;
        }
        catch
        {
            await channel.DisposeAsync();
            throw;
        }
    }

    /// <summary>How many messages may be here and not stored.</summary>
    public ushort Prefetch { get; private set; }

    /// <summary>Takes more or fewer messages at once from now on. What was taken stays, and is given back by nobody.</summary>
    public async Task ChangePrefetchAsync(ushort prefetch, CancellationToken cancellationToken)
    {
        _isChanging = true;
        try
        {
            await _channel.BasicCancelAsync(_tag, cancellationToken: cancellationToken);
            await ConsumeAsync(prefetch, cancellationToken);
        }
        catch (Exception exception) when (exception is AlreadyClosedException or ObjectDisposedException
            or OperationInterruptedException or TimeoutException)
        {
            IsOpen = false;
        }
        finally
        {
            _isChanging = false;
        }
    }

    private async Task ConsumeAsync(ushort prefetch, CancellationToken cancellationToken)
    {
        Prefetch = prefetch;
        await _channel.BasicQosAsync(prefetchSize: 0, prefetch, global: false, cancellationToken);
        _tag = await _channel.BasicConsumeAsync(Queue, autoAck: false, _events, cancellationToken);
    }

    /// <summary>
    /// Tells the broker what is stored: all up to the last one at once, unless one before was left out. A channel that is
    /// closed has given its messages back, and they come again.
    /// </summary>
    public async Task AcknowledgeAsync(
        IReadOnlyCollection<ulong> stored, bool leavesOut, CancellationToken cancellationToken)
    {
        _leavesOut |= leavesOut;
        try
        {
            if (!_leavesOut)
                await _channel.BasicAckAsync(stored.Max(), multiple: true, cancellationToken);
            else
                foreach (var tag in stored)
                    await _channel.BasicAckAsync(tag, multiple: false, cancellationToken);
        }
        catch (Exception exception) when (exception is AlreadyClosedException or ObjectDisposedException
            or OperationInterruptedException)
        {
            IsOpen = false;
        }
    }

    public ValueTask DisposeAsync() => _channel.DisposeAsync();
}

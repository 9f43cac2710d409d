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
    private bool _leavesOut;

    private QueueConsumer(string queue, IChannel channel)
    {
        Queue = queue;
        _channel = channel;
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
            await channel.BasicQosAsync(prefetchSize: 0, prefetch, global: false, cancellationToken);
            var events = new AsyncEventingBasicConsumer(channel);
            events.ReceivedAsync += (_, delivery) => take(consumer, delivery);
            events.UnregisteredAsync += (_, _) =>
            {
                consumer.IsOpen = false; // the queue was deleted, or its leader has moved
                return Task.CompletedTask;
            };
            await channel.BasicConsumeAsync(queue, autoAck: false, events, cancellationToken);
            return consumer;
        }
        catch
        {
            await channel.DisposeAsync();
            throw;
        }
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

using MassTransit;

namespace Microservices.TransactionalOutbox.Tests.Host;

/// <summary>Counts deliveries that are over, whatever their end: by it a test knows that no copy is still on its way.</summary>
public sealed class ReceiveCounter : IReceiveObserver
{
    private int _finished;

    public int Finished => Volatile.Read(ref _finished);

    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostReceive(ReceiveContext context) => CountAsync(context);

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class => Task.CompletedTask;

    public Task ReceiveFault(ReceiveContext context, Exception exception) => CountAsync(context);

    private Task CountAsync(ReceiveContext context)
    {
        if (context.InputAddress.Segments[^1] is "place-order" or "place-batch")
            Interlocked.Increment(ref _finished);
        return Task.CompletedTask;
    }
}

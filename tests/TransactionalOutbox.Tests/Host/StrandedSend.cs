using MassTransit;

namespace Microservices.TransactionalOutbox.Tests.Host;

/// <summary>The first send waits for ever, as one does whose channel is disposed while it waits for its turn there.</summary>
public sealed class StrandedSend : ISendObserver
{
    private int _sends;

    public int Sends => _sends;

    public Task PreSend<T>(SendContext<T> context)
        where T : class =>
        Interlocked.Increment(ref _sends) == 1 ? Task.Delay(Timeout.InfiniteTimeSpan, CancellationToken.None) : Task.CompletedTask;

    public Task PostSend<T>(SendContext<T> context)
        where T : class => Task.CompletedTask;

    public Task SendFault<T>(SendContext<T> context, Exception exception)
        where T : class => Task.CompletedTask;
}

using MassTransit;

namespace Microservices.Email.Tests.Support;

/// <summary>Tells whether a message was cancelled while it was consumed, as all are when the connection breaks.</summary>
internal sealed class ConsumedMessages : IConsumeObserver
{
    private CancellationToken _last;

    public bool Cancelled => _last.IsCancellationRequested;

    public Task PreConsume<T>(ConsumeContext<T> context)
        where T : class
    {
        _last = context.CancellationToken;
        return Task.CompletedTask;
    }

    public Task PostConsume<T>(ConsumeContext<T> context)
        where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, Exception exception)
        where T : class => Task.CompletedTask;
}

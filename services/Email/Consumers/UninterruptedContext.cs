using MassTransit;
using MassTransit.Context;

namespace Microservices.Email.Consumers;

/// <summary>
/// A message whose mail is sent and recorded even when the broker's connection breaks meanwhile. MassTransit cancels what it
/// has delivered over that connection; a mail given up between the server's reply and the commit would be sent twice. While
/// the service stops, its cancellation is passed on: then the time is over.
/// </summary>
/// <typeparam name="TMessage">The message.</typeparam>
internal sealed class UninterruptedContext<TMessage> : ConsumeContextProxy<TMessage>, IDisposable
    where TMessage : class
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly CancellationTokenRegistration _registration;

    public UninterruptedContext(ConsumeContext<TMessage> context, IHostApplicationLifetime lifetime)
        : base(context)
    {
        CancellationToken = _cancellation.Token;
        _registration = context.CancellationToken.Register(() =>
        {
            if (lifetime.ApplicationStopping.IsCancellationRequested)
                _cancellation.Cancel();
        });
    }

    // Kept, because a failure outlives the attempt: who moves the message to the error queue asks the context for it after the
    // source is disposed, which the source would answer with an exception in the reason's place.
    public override CancellationToken CancellationToken { get; }

    public void Dispose()
    {
        _registration.Dispose();
        _cancellation.Dispose();
    }
}

using MassTransit;

namespace Microservices.ServiceDefaults.Messaging.Replay;

internal sealed class ReplayFilterFactory(bool hasOutbox, TimeProvider timeProvider) : IMessageFilterFactory
{
    public IFilter<ConsumeContext<TMessage>> Create<TMessage>()
        where TMessage : class =>
        new ReplayFilter<TMessage>(hasOutbox, timeProvider);
}

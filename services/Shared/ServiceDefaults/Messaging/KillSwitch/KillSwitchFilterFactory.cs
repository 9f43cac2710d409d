using MassTransit;

namespace Microservices.ServiceDefaults.Messaging.KillSwitch;

internal sealed class KillSwitchFilterFactory(EndpointKillSwitch killSwitch, PermanentFaults permanentFaults)
    : IMessageFilterFactory
{
    public IFilter<ConsumeContext<TMessage>> Create<TMessage>()
        where TMessage : class =>
        new KillSwitchFilter<TMessage>(killSwitch, permanentFaults);
}

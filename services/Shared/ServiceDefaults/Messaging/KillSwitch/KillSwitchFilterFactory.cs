using MassTransit;
using Microservices.ServiceDefaults.Messaging.Outages;

namespace Microservices.ServiceDefaults.Messaging.KillSwitch;

internal sealed class KillSwitchFilterFactory(EndpointKillSwitch killSwitch, PermanentFaults permanentFaults, OutageRules outages)
    : IMessageFilterFactory
{
    public IFilter<ConsumeContext<TMessage>> Create<TMessage>()
        where TMessage : class =>
        new KillSwitchFilter<TMessage>(killSwitch, permanentFaults, outages);
}

using MassTransit;

namespace Microservices.ServiceDefaults.Messaging.Outages;

internal sealed class OutageFilterFactory(OutageGate gate, OutageRules outages, Holding holding, TimeProvider time, CancellationToken stopping)
    : IMessageFilterFactory
{
    public IFilter<ConsumeContext<TMessage>> Create<TMessage>()
        where TMessage : class => new OutageFilter<TMessage>(gate, outages, holding, time, stopping);
}

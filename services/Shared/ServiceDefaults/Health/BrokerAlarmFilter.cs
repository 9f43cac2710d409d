using MassTransit;
using MassTransit.RabbitMqTransport;

namespace Microservices.ServiceDefaults.Health;

/// <summary>Has every connection watched that a receive endpoint uses.</summary>
internal sealed class BrokerAlarmFilter(BrokerAlarm alarm) : IFilter<ConnectionContext>
{
    public Task Send(ConnectionContext context, IPipe<ConnectionContext> next)
    {
        alarm.Watch(context.Connection);
        return next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("brokerAlarm");
}

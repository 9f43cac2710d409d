using MassTransit;
using MassTransit.RabbitMqTransport;

namespace Microservices.ServiceDefaults.Health;

/// <summary>Has the connection of a receive endpoint watched: it is the one that the process publishes over too.</summary>
internal sealed class BrokerAlarmFilter(BrokerAlarm alarm) : IFilter<ChannelContext>
{
    public Task Send(ChannelContext context, IPipe<ChannelContext> next)
    {
        alarm.Watch(context.ConnectionContext.Connection);
        return next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("brokerAlarm");
}

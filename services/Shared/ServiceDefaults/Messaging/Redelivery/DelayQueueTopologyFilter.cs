using MassTransit;
using MassTransit.RabbitMqTransport;
using MassTransit.Transports;

namespace Microservices.ServiceDefaults.Messaging.Redelivery;

/// <summary>
/// Declares the delay queues whenever the endpoint opens its channel, before it takes a message: so they exist at the
/// first failure, are there again after a broker lost them, and a clash of arguments stops the start, not a message.
/// </summary>
/// <param name="endpoint">Its queue is final only when the endpoint has been configured.</param>
/// <param name="delays">One queue each.</param>
internal sealed class DelayQueueTopologyFilter(IReceiveEndpointConfigurator endpoint, IReadOnlyList<TimeSpan> delays)
    : IFilter<ChannelContext>
{
    public async Task Send(ChannelContext context, IPipe<ChannelContext> next)
    {
        var queue = endpoint.InputAddress.GetEndpointName() ?? "";
        foreach (var delay in delays)
            await DeclareAsync(context, new DelayQueue(queue, delay));

        await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("delayQueues");

    public static Task DeclareAsync(ChannelContext context, DelayQueue queue) =>
        RabbitMqQueues.DeclareAsync(context, queue.Name, queue.Arguments);
}

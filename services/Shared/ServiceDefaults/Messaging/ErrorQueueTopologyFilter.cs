using MassTransit;
using MassTransit.RabbitMqTransport;
using MassTransit.Transports;

namespace Microservices.ServiceDefaults.Messaging;

/// <summary>
/// Declares an endpoint's error and skipped queue when it opens its channel; MassTransit does with the first message that goes
/// there. A quorum queue whose broker is killed in its first second may come back as a new one, without the messages that the
/// broker has confirmed: it had written down the queue, but not yet the name of its log
/// (https://github.com/rabbitmq/rabbitmq-server/issues/15725, seen with RabbitMQ 4.0.5).
/// </summary>
/// <param name="endpoint">Its queue is final only when the endpoint has been configured.</param>
internal sealed class ErrorQueueTopologyFilter(IReceiveEndpointConfigurator endpoint) : IFilter<ChannelContext>
{
    private static readonly string[] Suffixes = ["_error", "_skipped"];

    // What RabbitMqQueues.KeepForEver leaves of the arguments.
    private static readonly Dictionary<string, object?> Arguments = new() { [RabbitMqQueues.QueueType] = RabbitMqQueues.Quorum };

    public async Task Send(ChannelContext context, IPipe<ChannelContext> next)
    {
        foreach (var suffix in Suffixes)
            await RabbitMqQueues.DeclareAsync(context, endpoint.InputAddress.GetEndpointName() + suffix, Arguments);

        await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("errorQueues");
}

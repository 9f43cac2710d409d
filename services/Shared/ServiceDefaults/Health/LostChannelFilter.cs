using MassTransit;
using MassTransit.RabbitMqTransport;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Microservices.ServiceDefaults.Health;

/// <summary>
/// Has an endpoint leave behind a channel that is gone, so that MassTransit opens another. Work on a lost channel ends by itself,
/// but for a call that waits for its turn on the channel while RabbitMQ.Client 7.2.2 disposes it: this one waits for ever, past
/// every timeout and cancellation (https://github.com/rabbitmq/rabbitmq-dotnet-client/issues/1976).
/// </summary>
/// <param name="patience">How long messages that were taken from the channel have to finish; none of them can be acknowledged.</param>
/// <param name="timeProvider">Measures the patience.</param>
/// <param name="logger">Is told of a channel that was left behind.</param>
internal sealed class LostChannelFilter(TimeSpan patience, TimeProvider timeProvider, ILogger<LostChannelFilter> logger)
    : IFilter<ChannelContext>
{
    public async Task Send(ChannelContext context, IPipe<ChannelContext> next)
    {
        var lost = new TaskCompletionSource<ShutdownEventArgs>(TaskCreationOptions.RunContinuationsAsynchronously);
        AsyncEventHandler<ShutdownEventArgs> onShutdown = (_, reason) =>
        {
            lost.TrySetResult(reason);
            return Task.CompletedTask;
        };
        context.Channel.ChannelShutdownAsync += onShutdown;
        try
        {
            var work = next.Send(context);
            if (await Task.WhenAny(work, lost.Task) != work
                && await Task.WhenAny(work, Task.Delay(patience, timeProvider, CancellationToken.None)) != work)
            {
                throw LeaveBehind(await lost.Task);
            }

            await work;
        }
        finally
        {
            context.Channel.ChannelShutdownAsync -= onShutdown;
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("lostChannel");

    // A bus that is being started is given up for good at any ConnectionException that MassTransit does not take for transient.
    private RabbitMqConnectionException LeaveBehind(ShutdownEventArgs reason)
    {
        logger.LostChannelLeftBehind(patience);
        return new RabbitMqConnectionException($"The channel has been gone for {patience:c} and is still in use.",
            new OperationInterruptedException(reason));
    }
}

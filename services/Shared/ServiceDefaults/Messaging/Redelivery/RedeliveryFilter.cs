using System.Diagnostics;
using MassTransit;
using MassTransit.Transports;
using Microsoft.Extensions.Logging;

namespace Microservices.ServiceDefaults.Messaging.Redelivery;

/// <summary>
/// Outermost of an endpoint's filters: what fails transiently waits in a delay queue and is delivered again, as long as
/// its budget lasts; then, or when the fault is permanent, the exception leaves and MassTransit moves the message to the
/// error queue. Needs the broker only, so it works while the database is down.
/// </summary>
internal sealed class RedeliveryFilter<TMessage>(
    IReadOnlyList<TimeSpan> delays, PermanentFaults permanentFaults, MessagingMetrics metrics, ILogger logger)
    : IFilter<ConsumeContext<TMessage>>
    where TMessage : class
{
    public async Task Send(ConsumeContext<TMessage> context, IPipe<ConsumeContext<TMessage>> next)
    {
        var deferred = new DeferredFaultConsumeContext<TMessage>(context);
        try
        {
            await next.Send(deferred);
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            // The service stops: the broker delivers the message again, to whoever is there then.
            throw;
        }
        catch (Exception exception)
        {
            var redelivered = context.ReceiveContext.GetBrokerRedeliveryCount();
            if (redelivered >= delays.Count || permanentFaults.Contains(exception))
            {
                await deferred.NotifyFinallyFaulted(context, exception);
                throw;
            }

            await RedeliverAsync(context, redelivered, exception);
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("redelivery");

    private async Task RedeliverAsync(ConsumeContext<TMessage> context, int redelivered, Exception failure)
    {
        var delay = delays[redelivered];
        var endpoint = context.ReceiveContext.InputAddress.GetEndpointName() ?? "";
        try
        {
            await DelayQueuePublisher.PublishAsync(context.ReceiveContext, delay, redelivered + 1);
        }
        catch (Exception exception)
        {
            // It leaves, so the message is not acknowledged: MassTransit moves it to the error queue, and if that fails
            // too, the broker delivers it again.
            logger.RedeliveryFailed(exception, context.MessageId, endpoint);
            throw new TransportException(context.ReceiveContext.InputAddress, "The message could not be redelivered",
                new AggregateException(exception, failure));
        }

        Activity.Current?.AddEvent(new ActivityEvent("redelivery"));
        metrics.Redelivered(endpoint, redelivered + 1);
        logger.RedeliveryScheduled(failure, context.MessageId, endpoint, redelivered + 1, delay);

        // Without it, the message would be taken for one that nobody consumes, and be moved to the skipped queue.
        await context.NotifyConsumed(context.ReceiveContext.ElapsedTime, TypeCache<RedeliveryFilter<TMessage>>.ShortName);
    }
}

using MassTransit;
using Microservices.ServiceDefaults.Messaging.Redelivery;

namespace Microservices.ServiceDefaults.Messaging.Outages;

/// <summary>
/// Inside redelivery and kill switch: a message that fails because a dependency is away waits until it is back and is tried again. No
/// redelivery is used up, and nothing becomes a dead letter, for as long as that lasts.
/// </summary>
internal sealed class OutageFilter<TMessage>(OutageGate gate, OutageRules outages, Holding holding, TimeProvider time, CancellationToken stopping)
    : IFilter<ConsumeContext<TMessage>>
    where TMessage : class
{
    public async Task Send(ConsumeContext<TMessage> context, IPipe<ConsumeContext<TMessage>> next)
    {
        var began = time.GetTimestamp();
        while (await WaitAsync(context, time.GetElapsedTime(began)))
        {
            // Each attempt reports its own faults.
            var attempt = new DeferredFaultConsumeContext<TMessage>(context);
            try
            {
                await next.Send(attempt);
                return;
            }
            catch (Exception exception) when (!context.CancellationToken.IsCancellationRequested)
            {
                if (outages.Find(exception) is { } outage && await gate.IsAwayAsync(outage, exception))
                    continue;
                await attempt.NotifyFinallyFaulted(context, exception);
                throw;
            }
        }

        await GiveBackAsync(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("outage");

    private async Task<bool> WaitAsync(ConsumeContext<TMessage> context, TimeSpan waited)
    {
        var longest = holding.Longest is { } limit ? TimeSpan.FromTicks(Math.Max(0, (limit - waited).Ticks)) : Timeout.InfiniteTimeSpan;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, stopping);
        try
        {
            return await gate.WaitAsync(longest, either.Token);
        }
        catch (OperationCanceledException) when (!context.CancellationToken.IsCancellationRequested)
        {
            return false; // the service stops
        }
    }

    // With the redeliveries that it has left. In memory, the message ends with the process, whose next start recovers it.
    private async Task GiveBackAsync(ConsumeContext<TMessage> context)
    {
        if (holding.ReturnsAfter is { } delay)
            await DelayQueuePublisher.PublishAsync(context.ReceiveContext, delay, context.ReceiveContext.GetBrokerRedeliveryCount());
        await context.NotifyConsumed(context.ReceiveContext.ElapsedTime, TypeCache<OutageFilter<TMessage>>.ShortName);
    }
}

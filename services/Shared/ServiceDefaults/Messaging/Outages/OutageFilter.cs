using MassTransit;
using Microservices.ServiceDefaults.Messaging.Redelivery;

namespace Microservices.ServiceDefaults.Messaging.Outages;

/// <summary>
/// Inside the redelivery: a message that fails because something is away waits for it to be back and is tried again. No redelivery is
/// used up, and nothing becomes a dead letter, for as long as it lasts.
/// </summary>
internal sealed class OutageFilter<TMessage>(
    OutageGate gate, OutageRules outages, IReadOnlyList<TimeSpan> delays, MessagingOptions options, TimeProvider time, CancellationToken stopping)
    : IFilter<ConsumeContext<TMessage>>
    where TMessage : class
{
    private const int MostComebacks = 2;

    public async Task Send(ConsumeContext<TMessage> context, IPipe<ConsumeContext<TMessage>> next)
    {
        var began = time.GetTimestamp();
        // How often it failed although another message had shown that all is there: then it is to blame itself.
        var comebacks = -1;
        while (true)
        {
            var turn = await EnterAsync(context, time.GetElapsedTime(began));
            if (turn == Turn.Go)
                comebacks++;
            if (turn == Turn.GiveBack)
            {
                await GiveBackAsync(context);
                return;
            }

            if (await TryAsync(context, next, turn, comebacks >= MostComebacks))
                return;
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("outage");

    private async Task<Turn> EnterAsync(ConsumeContext<TMessage> context, TimeSpan waited)
    {
        // The broker takes back what is not acknowledged in time (consumer_timeout), and counts it against the message.
        var longest = delays.Count > 0 ? options.OutageHoldLimit - waited : Timeout.InfiniteTimeSpan;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, stopping);
        try
        {
            return await gate.EnterAsync(longest, either.Token);
        }
        catch (OperationCanceledException) when (!context.CancellationToken.IsCancellationRequested)
        {
            return Turn.GiveBack; // the service stops
        }
    }

    // Whether the message is done, well or not.
    private async Task<bool> TryAsync(ConsumeContext<TMessage> context, IPipe<ConsumeContext<TMessage>> next, Turn turn, bool isToBlame)
    {
        var attempt = new DeferredFaultConsumeContext<TMessage>(context);
        try
        {
            await next.Send(attempt);
        }
        catch (Exception exception)
        {
            var isCancelled = exception is OperationCanceledException && context.CancellationToken.IsCancellationRequested;
            if (!isCancelled && !isToBlame && outages.Find(exception) is { } dependency)
            {
                gate.Failed(turn, dependency, exception);
                return false;
            }

            if (turn == Turn.Trial)
                gate.PassTrialOn();
            if (!isCancelled)
                await attempt.NotifyFinallyFaulted(context, exception);
            throw;
        }

        if (turn == Turn.Trial)
            gate.Succeeded();
        return true;
    }

    // With the redeliveries that it has left. In memory, the message ends with the process, whose next start recovers it.
    private async Task GiveBackAsync(ConsumeContext<TMessage> context)
    {
        if (delays.Count > 0)
            await DelayQueuePublisher.PublishAsync(context.ReceiveContext, delays[0], context.ReceiveContext.GetBrokerRedeliveryCount());
        await context.NotifyConsumed(context.ReceiveContext.ElapsedTime, TypeCache<OutageFilter<TMessage>>.ShortName);
    }
}

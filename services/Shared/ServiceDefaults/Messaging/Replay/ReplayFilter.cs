using MassTransit;

namespace Microservices.ServiceDefaults.Messaging.Replay;

/// <summary>
/// Stands outside the outbox and tells what happened to a replayed message. A consumer that ran has acknowledged it inside
/// (<see cref="AcknowledgeInOutboxFilter{TMessage}"/>). One that did not run, though nothing failed, had processed the
/// message before: then, and where there is no outbox, the acknowledgement is published here, before the message is
/// acknowledged to the broker. A crash in between delivers the message again, and it is acknowledged again.
/// </summary>
internal sealed class ReplayFilter<TMessage>(bool hasOutbox, TimeProvider timeProvider) : IFilter<ConsumeContext<TMessage>>
    where TMessage : class
{
    public async Task Send(ConsumeContext<TMessage> context, IPipe<ConsumeContext<TMessage>> next)
    {
        if (context.ReceiveContext.GetReplayItem() is not { } replayItem)
        {
            await next.Send(context);
            return;
        }

        // A new one for each attempt: what a failed one had in its outbox is gone.
        var acknowledgement = new ReplayAcknowledgement(replayItem, timeProvider);
        context.AddOrUpdatePayload(() => acknowledgement, _ => acknowledgement);
        await next.Send(context);
        if (!acknowledgement.IsInOutbox)
            await acknowledgement.PublishAsync(context, wasDuplicate: hasOutbox);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("replay");
}

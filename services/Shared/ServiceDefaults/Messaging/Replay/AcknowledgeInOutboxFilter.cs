using MassTransit;

namespace Microservices.ServiceDefaults.Messaging.Replay;

/// <summary>Stands inside the outbox, around the consumer: the acknowledgement commits with what the consumer did.</summary>
internal sealed class AcknowledgeInOutboxFilter<TMessage> : IFilter<ConsumeContext<TMessage>>
    where TMessage : class
{
    public async Task Send(ConsumeContext<TMessage> context, IPipe<ConsumeContext<TMessage>> next)
    {
        await next.Send(context);

        // A batch acknowledges each of its messages; those that the outbox has left out as duplicates are not among them.
        foreach (var message in context.Message is IEnumerable<ConsumeContext> batch ? batch : [context])
        {
            if (message.TryGetPayload<ReplayAcknowledgement>(out var acknowledgement))
                await acknowledgement.PublishInOutboxAsync(message);
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("acknowledgeReplay");
}

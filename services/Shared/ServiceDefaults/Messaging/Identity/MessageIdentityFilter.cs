using MassTransit;

namespace Microservices.ServiceDefaults.Messaging.Identity;

/// <summary>Gives every message an id, which the inbox needs.</summary>
internal sealed class MessageIdentityFilter : IFilter<ConsumeContext>
{
    public Task Send(ConsumeContext context, IPipe<ConsumeContext> next)
    {
        if (context.MessageId is { } messageId && messageId != Guid.Empty)
            return next.Send(context);

        return next.Send(new IdentifiedConsumeContext(context, DerivedMessageId.Create(context)));
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("messageIdentity");
}

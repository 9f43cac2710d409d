using MassTransit;
using MassTransit.Context;

namespace Microservices.ServiceDefaults.Messaging.Identity;

/// <summary>A message with the id that was derived for it.</summary>
internal sealed class IdentifiedConsumeContext(ConsumeContext context, Guid messageId) : ConsumeContextScope(context)
{
    public override Guid? MessageId => messageId;
}

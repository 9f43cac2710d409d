namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// What keeps messages in order: the transaction outside a consumer, or the consumed message, that they came out of.
/// </summary>
internal readonly record struct OutboxKey(Guid? OutboxId, Guid? InboxMessageId, Guid? InboxConsumerId)
{
    public static OutboxKey Of(OutboxMessage message) => new(message.OutboxId, message.InboxMessageId, message.InboxConsumerId);
}

using Microsoft.EntityFrameworkCore;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>Turns a message on its way out into a row.</summary>
public static class EntityFrameworkOutboxExtensions
{
    /// <summary>Adds the message to the set; it is stored by the next <c>SaveChanges</c>.</summary>
    /// <typeparam name="T">The message type.</typeparam>
    /// <param name="set">The DbContext's messages.</param>
    /// <param name="context">The message with its headers and transport properties.</param>
    /// <param name="deserializer">Writes headers and properties as JSON.</param>
    /// <param name="inboxMessageId">The consumed message, with <paramref name="inboxConsumerId"/>.</param>
    /// <param name="inboxConsumerId">The consumer, with <paramref name="inboxMessageId"/>.</param>
    /// <param name="outboxId">The outbox, outside a consumer.</param>
    /// <returns>A task that is done when the message is in the set.</returns>
    /// <exception cref="MessageException">The message has no id.</exception>
    public static async Task AddSend<T>(this DbSet<OutboxMessage> set, SendContext<T> context,
        IObjectDeserializer deserializer, Guid? inboxMessageId = null, Guid? inboxConsumerId = null, Guid? outboxId = null)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(set);

        // The stock package's signature leaves no place for another clock.
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var message = context.ToOutboxMessage(deserializer, context.SentTime ?? now);
        message.InboxMessageId = inboxMessageId;
        message.InboxConsumerId = inboxConsumerId;
        message.OutboxId = outboxId;

        await set.AddAsync(message);
    }

    internal static OutboxMessage ToOutboxMessage<T>(this SendContext<T> context, IObjectDeserializer deserializer, DateTime now)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(context);

        var message = new OutboxMessage
        {
            MessageId = context.MessageId
                ?? throw new MessageException(typeof(T), "The message has no MessageId, which the outbox stores it by"),
            ConversationId = context.ConversationId,
            CorrelationId = context.CorrelationId,
            InitiatorId = context.InitiatorId,
            RequestId = context.RequestId,
            SourceAddress = context.SourceAddress,
            DestinationAddress = context.DestinationAddress,
            ResponseAddress = context.ResponseAddress,
            FaultAddress = context.FaultAddress,
            SentTime = context.SentTime ?? now,
            EnqueueTime = now + context.Delay,
            ExpirationTime = now + context.TimeToLive,
            ContentType = (context.ContentType ?? context.Serialization.DefaultContentType).ToString(),
            MessageType = string.Join(';', context.SupportedMessageTypes),
            Body = context.Serializer.GetMessageBody(context).GetString()
        };
        message.Serialize(context, deserializer);
        return message;
    }
}

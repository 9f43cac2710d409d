using System.Net.Mime;
using MassTransit.Serialization;
using MassTransit.Context;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// Gives a stored message back its identity, headers and properties, and sends its body as it was stored: what was
/// serialized once need be neither parsed nor serialized again.
/// </summary>
internal sealed class StoredMessageSendPipe(OutboxMessage message, TimeProvider timeProvider) : IPipe<SendContext>
{
    public Task Send(SendContext context)
    {
        context.MessageId = message.MessageId;
        context.RequestId = message.RequestId;
        context.ConversationId = message.ConversationId;
        context.CorrelationId = message.CorrelationId;
        context.InitiatorId = message.InitiatorId;
        context.SourceAddress = message.SourceAddress;
        context.ResponseAddress = message.ResponseAddress;
        context.FaultAddress = message.FaultAddress;
        context.SupportedMessageTypes = message.MessageType.Split(';');
        var now = timeProvider.GetUtcNow().UtcDateTime;
        // It may have ended since the pass began.
        if (message.ExpirationTime is { } expiration)
            context.TimeToLive = expiration > now ? expiration - now : TimeSpan.FromMilliseconds(1);

        foreach (var (name, value) in ((MessageContext)message).Headers.GetAll())
            context.Headers.Set(name, value);
        var properties = ((Middleware.OutboxMessageContext)message).Properties;
        if (properties.Count > 0 && context is TransportSendContext transport)
            transport.ReadPropertiesFrom(properties);

        // Set after the properties: those read from the table bring the whole delay, those in memory bring none.
        context.Delay = message.EnqueueTime > now ? message.EnqueueTime - now : null;

        var contentType = new ContentType(message.ContentType);
        context.Serializer = new CopyBodySerializer(contentType, BodyOf(context, contentType));
        return Task.CompletedTask;
    }

    // A format that is not text is stored as text all the same (Base64, say), which only its deserializer knows.
    private MessageBody BodyOf(SendContext context, ContentType contentType) =>
        context.Serialization.TryGetMessageDeserializer(contentType, out var deserializer)
            ? deserializer.GetMessageBody(message.Body)
            : new StringMessageBody(message.Body);

    public void Probe(ProbeContext context) => context.CreateFilterScope("storedMessage");
}

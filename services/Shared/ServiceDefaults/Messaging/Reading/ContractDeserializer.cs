using System.Net.Mime;
using System.Runtime.Serialization;
using System.Text.Json;
using MassTransit;
using MassTransit.Serialization;

namespace Microservices.ServiceDefaults.Messaging.Reading;

/// <summary>Reads messages of all formats by one policy, and refuses what breaks its contract before any consumer sees it.</summary>
internal sealed class ContractDeserializer(ContentType contentType, EndpointMessages endpoints) : IMessageDeserializer
{
    // Nothing of a plain message's headers is handed on to what is published out of it: its acknowledgement as a replay, with
    // the header of a replay on it, would be acknowledged in turn, without end.
    private const RawSerializerOptions HandsNothingOn = 0;

    private static readonly SystemTextJsonRawMessageSerializer Plain = new(HandsNothingOn);

    public ContentType ContentType => contentType;

    public ConsumeContext Deserialize(ReceiveContext receiveContext)
    {
        var message = IncomingMessage.Read(receiveContext, () => endpoints.Of(receiveContext.InputAddress));
        foreach (var type in message.Types)
            ContractSchemas.Check(type, message.Content);

        return message.IsEnvelope
            ? ReadEnvelope(receiveContext)
            : new BodyConsumeContext(receiveContext, new SystemTextJsonRawSerializerContext(SystemTextJsonMessageSerializer.Instance,
                SystemTextJsonMessageSerializer.Options, Plain.ContentType,
                new RawMessageContext(receiveContext.TransportHeaders, receiveContext.InputAddress, HandsNothingOn),
                message.Types, HandsNothingOn, message.Content));
    }

    private static ConsumeContext ReadEnvelope(ReceiveContext receiveContext)
    {
        try
        {
            return SystemTextJsonMessageSerializer.Instance.Deserialize(receiveContext);
        }
        catch (SerializationException exception) when (exception.InnerException is { } cause)
        {
            // Inside of headers or host, which are MassTransit's own.
            throw new ContractBreachException(cause is JsonException { Path: { Length: > 2 } path }
                ? $"{path[2..]} must be of the type that an envelope has."
                : $"headers and host must be as an envelope has them: {cause.Message}");
        }
    }

    // The outbox reads by this what its own service wrote.
    public SerializerContext Deserialize(MessageBody body, Headers headers, Uri? destinationAddress = null) =>
        contentType.MediaType == Plain.ContentType.MediaType
            ? Plain.Deserialize(body, headers, destinationAddress)
            : SystemTextJsonMessageSerializer.Instance.Deserialize(body, headers, destinationAddress);

    public MessageBody GetMessageBody(string text) => new StringMessageBody(text);

    public void Probe(ProbeContext context) => context.CreateScope("contract").Add("contentType", contentType.MediaType);
}

using MassTransit;

namespace Microservices.ServiceDefaults.Messaging;

/// <summary>
/// Beside MassTransit's envelope, endpoints read plain JSON (<c>application/json</c>) as their message type, so that a
/// program in any language can send one. A header <c>MT-MessageType</c> with the message's URN is honoured.
/// </summary>
internal static class PlainJson
{
    public static void Accept(IBusFactoryConfigurator factory) =>
        // Without CopyHeaders: what is published out of a message is another one. Its acknowledgement as a replay, with the header
        // of a replay on it, would be acknowledged in turn, without end.
        factory.UseRawJsonDeserializer(default);
}

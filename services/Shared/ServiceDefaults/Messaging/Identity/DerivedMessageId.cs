using System.Text;
using Contracts.Orders;
using MassTransit;

namespace Microservices.ServiceDefaults.Messaging.Identity;

/// <summary>
/// The id of a message whose sender gave it none, or none that is a UUID. It depends on the content only, so that every
/// copy of the message has the same one and the inbox recognises it.
/// </summary>
internal static class DerivedMessageId
{
    // Fixed for ever: another value would make copies of messages already consumed look new.
    private static readonly Guid OrderSpace = new("5d0f7c0e-6a3b-5e64-9d5b-4c0b6f1d2a11");
    private static readonly Guid BodySpace = new("8b0e9a52-0c1f-5d7a-8a3e-1f6c2b7d9e42");

    /// <summary>Derives the id.</summary>
    /// <param name="context">The message.</param>
    /// <returns>From the order of an <see cref="OrderConfirmed"/>, which is confirmed once; else from the type and the whole body.</returns>
    public static Guid Create(ConsumeContext context) => context.TryGetMessage<OrderConfirmed>(out var confirmed)
        ? OfOrder(confirmed.Message.OrderId)
        : OfBody(context.SupportedMessageTypes, context.ReceiveContext.GetBody());

    internal static Guid OfOrder(Guid orderId) => NameBasedGuid.Create(OrderSpace, orderId.ToString().ToUpperInvariant());

    internal static Guid OfBody(IEnumerable<string> types, ReadOnlySpan<byte> body) =>
        NameBasedGuid.Create(BodySpace, [.. Encoding.UTF8.GetBytes(string.Join('\n', types)), 0, .. body]);
}

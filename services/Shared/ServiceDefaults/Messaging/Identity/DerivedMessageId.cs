using System.Text.Json;

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
    /// <param name="body">The message as it came.</param>
    /// <returns>From <c>orderId</c> if the body has one, else from the whole body.</returns>
    public static Guid Create(ReadOnlyMemory<byte> body) => FindOrderId(body) is { } orderId
        ? NameBasedGuid.Create(OrderSpace, orderId.ToUpperInvariant())
        : NameBasedGuid.Create(BodySpace, body.Span);

    private static string? FindOrderId(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            return OrderIdOf(root) ?? (Find(root, "message") is { } message ? OrderIdOf(message) : null);
        }
        catch (JsonException)
        {
            // Some other format, or none: the body as a whole identifies it.
            return null;
        }
    }

    private static string? OrderIdOf(JsonElement element) =>
        Find(element, "orderId") is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } id
            ? id
            : null;

    private static JsonElement? Find(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return null;

        foreach (var property in element.EnumerateObject())
        {
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return property.Value;
        }

        return null;
    }
}

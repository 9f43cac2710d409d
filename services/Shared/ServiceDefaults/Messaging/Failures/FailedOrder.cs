using System.Text.Json;
using Contracts.Rules;
using Microservices.ServiceDefaults.Messaging.Reading;

namespace Microservices.ServiceDefaults.Messaging.Failures;

/// <summary>Finds the order that a message is about, in whatever format, even if the rest of it breaks its contract.</summary>
internal static class FailedOrder
{
    /// <summary>Looks for <c>orderId</c> in an envelope, in a CloudEvent and in the message alone.</summary>
    /// <param name="body">The message's bytes.</param>
    /// <returns>The order; <see langword="null"/> if the message names none that can be read.</returns>
    public static Guid? Find(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            return OrderOf(Find(root, "message")) ?? OrderOf(Find(root, "data")) ?? OrderOf(root);
        }
        catch (JsonException)
        {
            return null; // no JSON: no order
        }
    }

    private static Guid? OrderOf(JsonElement? content) =>
        content is { } message && Find(message, "orderId") is { ValueKind: JsonValueKind.String } member
        && JsonText.Of(member) is { } text && Uuids.TryRead(text, out var orderId)
            ? orderId
            : null;

    private static JsonElement? Find(JsonElement parent, string name)
    {
        if (parent.ValueKind != JsonValueKind.Object)
            return null;

        foreach (var member in parent.EnumerateObject())
        {
            if (name.Equals(JsonText.NameOf(member), StringComparison.OrdinalIgnoreCase))
                return member.Value;
        }

        return null;
    }
}

using System.Text.Json;

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
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null; // no JSON, or members whose names are no text: no order
        }
    }

    private static Guid? OrderOf(JsonElement? content) =>
        content is { } message && Find(message, "orderId") is { ValueKind: JsonValueKind.String } member
        && member.TryGetGuid(out var orderId) && orderId != Guid.Empty
            ? orderId
            : null;

    private static JsonElement? Find(JsonElement parent, string name)
    {
        if (parent.ValueKind != JsonValueKind.Object)
            return null;

        foreach (var member in parent.EnumerateObject())
        {
            if (member.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return member.Value;
        }

        return null;
    }
}

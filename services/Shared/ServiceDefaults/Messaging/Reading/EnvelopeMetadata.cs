using System.Collections.Frozen;
using System.Text.Json;

namespace Microservices.ServiceDefaults.Messaging.Reading;

/// <summary>
/// Checks the metadata of an envelope. MassTransit reads most of it when a consumer first asks: a wrong value would fail late, as
/// something that a retry may cure, and without the member's name.
/// </summary>
internal static class EnvelopeMetadata
{
    private static readonly (string Words, Func<JsonElement, bool> Holds)
        Id = ("must be a UUID such as 6f0d8a54-3a1c-4b1e-9f0e-0c3a5b7d9e11", value => IsText(value, text => Guid.TryParse(text, out _))),
        Address = ("must be an address such as rabbitmq://host/queue", value => IsText(value, text => Uri.TryCreate(text, UriKind.Absolute, out _))),
        Time = ("must be a time such as 2026-05-01T09:30:00Z", value => value.ValueKind == JsonValueKind.String && value.TryGetDateTime(out _)),
        Members = ("must be an object", value => value.ValueKind == JsonValueKind.Object);

    private static readonly FrozenDictionary<string, (string Words, Func<JsonElement, bool> Holds)> Rules =
        new Dictionary<string, (string, Func<JsonElement, bool>)>
        {
            ["messageId"] = Id,
            ["requestId"] = Id,
            ["correlationId"] = Id,
            ["conversationId"] = Id,
            ["initiatorId"] = Id,
            ["sourceAddress"] = Address,
            ["destinationAddress"] = Address,
            ["responseAddress"] = Address,
            ["faultAddress"] = Address,
            ["sentTime"] = Time,
            ["expirationTime"] = Time,
            ["headers"] = Members,
            ["host"] = Members,
        }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Checks an envelope.</summary>
    /// <param name="envelope">The envelope, whose members have names.</param>
    /// <returns>The first breach, or <see langword="null"/>.</returns>
    public static Breach? Check(JsonElement envelope)
    {
        foreach (var member in envelope.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Null && Rules.TryGetValue(member.Name, out var rule) && !rule.Holds(member.Value))
                return Breach.Of(member.Value.GetRawText(), rule.Words).Inside(member.Name);
        }

        return null;
    }

    // A blank one is none.
    private static bool IsText(JsonElement value, Func<string, bool> holds) => value.ValueKind == JsonValueKind.String
        && JsonText.Of(value) is { } text && (string.IsNullOrWhiteSpace(text) || holds(text));
}

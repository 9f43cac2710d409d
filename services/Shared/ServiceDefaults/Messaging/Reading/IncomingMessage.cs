using System.Text.Json;
using MassTransit;

namespace Microservices.ServiceDefaults.Messaging.Reading;

/// <summary>A message out of its wrapping: an envelope of MassTransit, a CloudEvent, or the message alone.</summary>
/// <param name="IsEnvelope">Whether MassTransit's own reader is to read it.</param>
/// <param name="Types">Its wire names.</param>
/// <param name="Content">The message itself.</param>
internal sealed record IncomingMessage(bool IsEnvelope, string[] Types, JsonElement Content)
{
    private const string EnvelopeMediaType = "application/vnd.masstransit+json";
    private const string CloudEventMediaType = "application/cloudevents+json";
    private const string UrnPrefix = "urn:message:";

    /// <summary>Unwraps a message and tells its type.</summary>
    /// <param name="context">The delivery.</param>
    /// <param name="consumed">Lists the wire names of the messages that the endpoint consumes; not asked for an envelope, which names its own.</param>
    /// <exception cref="ContractBreachException">It is no JSON, lacks a part, or its type cannot be told.</exception>
    public static IncomingMessage Read(ReceiveContext context, Func<IReadOnlyList<string>> consumed)
    {
        var root = Parse(context.Body.GetBytes());
        var mediaType = context.ContentType?.MediaType;
        if (mediaType == EnvelopeMediaType || (mediaType is null && Find(root, "messageType") is not null))
        {
            return EnvelopeMetadata.Check(root) is { } breach
                ? throw new ContractBreachException($"{breach} It is part of the envelope.")
                : new(true, TypesOf(root), Part(root, "message", "an envelope"));
        }

        if (mediaType == CloudEventMediaType || (mediaType is null && Find(root, "specversion") is not null))
            return new(false, [Known(Text(root, "type"), "The CloudEvent's type", consumed())], Part(root, "data", "a CloudEvent"));

        return new(false, TypesOf(context, consumed()), root);
    }

    private static JsonElement Parse(byte[] body)
    {
        try
        {
            var root = JsonElement.Parse(body);
            if (root.ValueKind != JsonValueKind.Object)
                throw new ContractBreachException("The message must be a JSON object.");
            foreach (var member in root.EnumerateObject())
            {
                if (JsonText.NameOf(member) is null)
                    throw new ContractBreachException($"{JsonText.WrongName(member)}");
            }

            return root;
        }
        catch (JsonException exception)
        {
            throw new ContractBreachException($"The message is no valid JSON: {exception.Message}");
        }
    }

    private static string[] TypesOf(JsonElement envelope)
    {
        var types = Part(envelope, "messageType", "an envelope");
        string?[] names = types.ValueKind == JsonValueKind.Array
            ? [.. types.EnumerateArray().Select(type => type.ValueKind == JsonValueKind.String ? JsonText.Of(type) : null)]
            : [];
        if (names.Length == 0 || names.Contains(null))
            throw new ContractBreachException("messageType must be an array of the message's wire names, as an envelope has it.");
        return names!; // has no null
    }

    // In the order of trust: MassTransit's header, which is never a guess, then what other languages have.
    private static string[] TypesOf(ReceiveContext context, IReadOnlyList<string> consumed)
    {
        var headers = context.TransportHeaders;
        if (headers.Get<string>(MessageHeaders.MessageType) is { Length: > 0 } types)
            return types.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (context.TryGetPayload<RabbitMqBasicConsumeContext>(out var delivery) && delivery.Properties.Type is { Length: > 0 } type)
            return [Known(type, "The AMQP property type", consumed)];
        foreach (var name in (ReadOnlySpan<string>)["cloudEvents:type", "cloudEvents_type", "ce-type"])
        {
            if (headers.Get<string>(name) is { Length: > 0 } eventType)
                return [Known(eventType, $"The header {name}", consumed)];
        }

        return consumed is [var only]
            ? [only]
            : throw new ContractBreachException("The message does not say its type. Set the AMQP property type, or the header "
                + $"{MessageHeaders.MessageType}, to one of {string.Join(", ", consumed)}.");
    }

    private static string Known(string type, string what, IReadOnlyList<string> consumed) =>
        consumed.FirstOrDefault(urn => new[] { urn, urn[UrnPrefix.Length..], urn[(urn.LastIndexOf(':') + 1)..] }
            .Contains(type, StringComparer.OrdinalIgnoreCase)) // as MassTransit tells types apart
        ?? throw new ContractBreachException($"{what} is '{type}', and must be one of {string.Join(", ", consumed)}.");

    private static string Text(JsonElement root, string name) => Find(root, name) is { ValueKind: JsonValueKind.String } value
        && JsonText.Of(value) is { } text
        ? text
        : throw new ContractBreachException($"{name} must be a string, as a CloudEvent has it.");

    private static JsonElement Part(JsonElement root, string name, string whole) =>
        Find(root, name) ?? throw new ContractBreachException($"{name} is required, as {whole} has it.");

    // As MassTransit finds it, whatever its case; but readers differ in which of two they take.
    private static JsonElement? Find(JsonElement root, string name)
    {
        JsonElement? found = null;
        foreach (var property in root.EnumerateObject())
        {
            if (!property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                continue;
            if (found is not null)
                throw new ContractBreachException($"{name} must be there once.");
            found = property.Value;
        }

        return found;
    }
}

using System.Text.Json;

namespace Microservices.DeadLetters.Reading.Letters;

/// <summary>Headers by who has set them.</summary>
/// <param name="Business">Those of the publisher.</param>
/// <param name="MassTransit">MassTransit's and our own.</param>
/// <param name="Broker">The broker's and its client's.</param>
public sealed record LetterHeaders(IReadOnlyDictionary<string, JsonElement> Business,
    IReadOnlyDictionary<string, JsonElement> MassTransit, IReadOnlyDictionary<string, JsonElement> Broker);

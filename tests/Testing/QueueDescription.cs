using System.Text.Json;

namespace Microservices.Testing;

/// <summary>A queue as the broker's HTTP interface describes it.</summary>
public sealed record QueueDescription
{
    /// <summary>The queue's name.</summary>
    public required string Name { get; init; }

    /// <summary><c>quorum</c>, <c>classic</c> or <c>stream</c>.</summary>
    public string Type { get; init; } = "";

    /// <summary>Whether it survives a restart of the broker.</summary>
    public bool Durable { get; init; }

    /// <summary>
    /// How many messages it holds, those included that a consumer has taken and not acknowledged. The broker counts them
    /// every five seconds.
    /// </summary>
    public long Messages { get; init; }

    /// <summary>The arguments it was declared with, such as <c>x-delivery-limit</c>.</summary>
    public IReadOnlyDictionary<string, JsonElement> Arguments { get; init; } = new Dictionary<string, JsonElement>();
}

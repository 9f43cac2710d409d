using System.Text.Json.Nodes;

namespace Microservices.DeadLetters.Replay.Editing;

/// <summary>One difference between two JSON documents.</summary>
/// <param name="Path">JSON pointer (RFC 6901) of the value, such as <c>/message/lines/0/sku</c>.</param>
/// <param name="Kind"><c>added</c>, <c>removed</c> or <c>changed</c>.</param>
/// <param name="Before">The value before; null when it was added.</param>
/// <param name="After">The value after; null when it was removed.</param>
public sealed record JsonChange(string Path, string Kind, JsonNode? Before, JsonNode? After);

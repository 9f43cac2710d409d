using System.Text.Json.Nodes;

namespace Microservices.Contracts.Tests;

/// <summary>Makes JSON of an older or newer sender out of today's.</summary>
internal static class JsonChanges
{
    /// <summary>Adds a property that no reader knows to every object.</summary>
    public static JsonNode WithUnknownProperties(JsonNode node)
    {
        switch (node)
        {
            case JsonObject properties:
                foreach (var (_, value) in properties)
                {
                    _ = value is null ? null : WithUnknownProperties(value);
                }

                properties["addedInTheFuture"] = new JsonObject { ["deep"] = new JsonArray(1, "two", null) };
                break;
            case JsonArray items:
                foreach (var item in items.OfType<JsonNode>())
                {
                    WithUnknownProperties(item);
                }

                break;
        }

        return node;
    }

    /// <summary>Every variant of an object in which one property, at any depth, is missing; with the property's path.</summary>
    public static IEnumerable<(string Path, JsonNode Changed)> WithoutOneProperty(JsonNode node)
    {
        foreach (var path in PathsOf(node, ""))
        {
            var changed = node.DeepClone();
            var names = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
            var parent = names[..^1].Aggregate(changed, Child);
            ((JsonObject)parent).Remove(names[^1]).ShouldBeTrue();
            yield return (path, changed);
        }
    }

    private static JsonNode Child(JsonNode node, string name) =>
        (node is JsonArray items ? items[int.Parse(name, provider: null)] : node[name])
        ?? throw new InvalidOperationException($"{name} is null in {node}");

    private static IEnumerable<string> PathsOf(JsonNode? node, string prefix) => node switch
    {
        JsonObject properties => properties.SelectMany(property =>
            PathsOf(property.Value, $"{prefix}/{property.Key}").Prepend($"{prefix}/{property.Key}")),
        // The first item stands for all.
        JsonArray { Count: > 0 } items => PathsOf(items[0], $"{prefix}/0"),
        _ => [],
    };
}

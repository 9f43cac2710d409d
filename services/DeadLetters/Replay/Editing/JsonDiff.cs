using System.Text.Json.Nodes;

namespace Microservices.DeadLetters.Replay.Editing;

/// <summary>Compares two JSON documents by value: blanks and the order of properties are no difference.</summary>
internal static class JsonDiff
{
    /// <summary>Lists what differs, in the order of the documents.</summary>
    public static IReadOnlyList<JsonChange> Compare(JsonNode? before, JsonNode? after)
    {
        List<JsonChange> changes = [];
        Compare("", before, after, changes);
        return changes;
    }

    private static void Compare(string path, JsonNode? before, JsonNode? after, List<JsonChange> changes)
    {
        switch (before, after)
        {
            case (JsonObject left, JsonObject right):
                foreach (var name in left.Select(property => property.Key).Union(right.Select(property => property.Key)))
                    Compare($"{path}/{Escape(name)}", left, right, name, changes);
                break;
            case (JsonArray left, JsonArray right):
                for (var i = 0; i < Math.Max(left.Count, right.Count); i++)
                    Compare($"{path}/{i}", left, right, i, changes);
                break;
            default:
                if (!JsonNode.DeepEquals(before, after))
                    changes.Add(new JsonChange(path, "changed", before?.DeepClone(), after?.DeepClone()));
                break;
        }
    }

    private static void Compare(string path, JsonObject left, JsonObject right, string name, List<JsonChange> changes)
    {
        if (!right.TryGetPropertyValue(name, out var after))
            changes.Add(new JsonChange(path, "removed", left[name]?.DeepClone(), null));
        else if (!left.TryGetPropertyValue(name, out var before))
            changes.Add(new JsonChange(path, "added", null, after?.DeepClone()));
        else
            Compare(path, before, after, changes);
    }

    private static void Compare(string path, JsonArray left, JsonArray right, int index, List<JsonChange> changes)
    {
        if (index >= right.Count)
            changes.Add(new JsonChange(path, "removed", left[index]?.DeepClone(), null));
        else if (index >= left.Count)
            changes.Add(new JsonChange(path, "added", null, right[index]?.DeepClone()));
        else
            Compare(path, left[index], right[index], changes);
    }

    private static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}

/// <summary>One difference between two JSON documents.</summary>
/// <param name="Path">JSON pointer (RFC 6901) of the value, such as <c>/message/lines/0/sku</c>.</param>
/// <param name="Kind"><c>added</c>, <c>removed</c> or <c>changed</c>.</param>
/// <param name="Before">The value before; null when it was added.</param>
/// <param name="After">The value after; null when it was removed.</param>
public sealed record JsonChange(string Path, string Kind, JsonNode? Before, JsonNode? After);

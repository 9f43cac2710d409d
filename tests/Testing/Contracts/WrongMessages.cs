using System.Text.Json;
using System.Text.Json.Nodes;

namespace Microservices.Testing.Contracts;

/// <summary>Makes, out of a right message and its schema, every message that is wrong in one member.</summary>
public static class WrongMessages
{
    private const string Mark = "\"@@\"";
    private const string NameMark = "@@name";
    private const string HalfCharacter = "\\ud800";

    /// <summary>Makes them.</summary>
    /// <param name="schema">The contract's JSON Schema.</param>
    /// <param name="right">A right message with every member.</param>
    /// <returns>Each member with each wrong kind, missing, and twice.</returns>
    public static IReadOnlyList<WrongMessage> Of(string schema, string right)
    {
        using var document = JsonDocument.Parse(schema);
        var message = JsonNode.Parse(right) ?? throw new ArgumentException("The message is null.", nameof(right));
        return [.. Inside(document.RootElement, message, message, "")];
    }

    private static IEnumerable<WrongMessage> Inside(JsonElement schema, JsonNode root, JsonNode value, string path)
    {
        if (value is JsonArray array && array.Count > 0)
        {
            foreach (var wrong in Inside(schema.GetProperty("items"), root, array[0]!, $"{path}[0]")) // a message has no null items
                yield return wrong;
        }

        if (value is not JsonObject members)
            yield break;

        members.Add(NameMark, 1);
        yield return new(path.Length == 0 ? HalfCharacter : $"{path}.{HalfCharacter}", "half a character in a name", root.ToJsonString().Replace(NameMark, HalfCharacter, StringComparison.Ordinal));
        members.Remove(NameMark);

        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()).ToHashSet() : [];
        foreach (var (name, member) in members.ToList())
        {
            var memberSchema = schema.GetProperty("properties").GetProperty(name);
            var memberPath = path.Length == 0 ? name : $"{path}.{name}";
            foreach (var wrong in Wrongs(memberSchema, root, members, name, memberPath, required.Contains(name)))
                yield return wrong;
            foreach (var wrong in Inside(memberSchema, root, member!, memberPath)) // a sample sets every member
                yield return wrong;
        }
    }

    private static List<WrongMessage> Wrongs(JsonElement schema, JsonNode root, JsonObject parent, string name, string path, bool isRequired)
    {
        var right = parent[name];
        var json = right!.ToJsonString(); // a sample sets every member
        parent[name] = "@@";
        var marked = root.ToJsonString();
        List<WrongMessage> wrongs = [.. WrongKinds.Of(schema).Select(wrong => new WrongMessage(path, wrong.Kind, marked.Replace(Mark, wrong.Json, StringComparison.Ordinal)))];
        wrongs.Add(new(path, "twice", marked.Replace(Mark, $"{json},\"{name}\":{json}", StringComparison.Ordinal)));
        wrongs.Add(new(path, "twice in another case", marked.Replace(Mark, $"{json},\"{name.ToUpperInvariant()}\":{json}", StringComparison.Ordinal)));

        var index = parent.IndexOf(name);
        parent.Remove(name);
        if (isRequired)
            wrongs.Add(new(path, "missing", root.ToJsonString()));
        parent.Insert(index, name, right);
        return wrongs;
    }
}

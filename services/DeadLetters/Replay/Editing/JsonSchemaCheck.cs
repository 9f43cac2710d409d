using System.Text.RegularExpressions;
using Contracts.Rules;

namespace Microservices.DeadLetters.Replay.Editing;

/// <summary>
/// Checks a value against a JSON Schema as far as the contracts' schemas go: <c>type</c>, <c>properties</c>,
/// <c>required</c>, <c>items</c>, <c>enum</c>, <c>pattern</c>, and <c>format</c> of <c>uuid</c>, <c>date-time</c>,
/// <c>date</c> and the contracts' rules. What it does not know, it lets pass: the consumer has the last word.
/// </summary>
internal static class JsonSchemaCheck
{
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Checks.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="value">The value.</param>
    /// <param name="path">JSON pointer of the value.</param>
    /// <returns>What is wrong, in the order of the schema.</returns>
    public static IReadOnlyList<JsonProblem> Check(JsonElement schema, JsonElement value, string path)
    {
        List<JsonProblem> problems = [];
        Check(schema, value, path, problems);
        return problems;
    }

    private static void Check(JsonElement schema, JsonElement value, string path, List<JsonProblem> problems)
    {
        if (schema.ValueKind != JsonValueKind.Object)
            return;

        if (schema.TryGetProperty("type", out var type) && !TypesOf(type).Any(name => Is(name, value)))
        {
            problems.Add(new JsonProblem(path, string.Join(" or ", TypesOf(type))));
            return; // everything else would only say it again
        }

        if (schema.TryGetProperty("enum", out var values) && !values.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)))
            problems.Add(new JsonProblem(path, $"one of {values.GetRawText()}"));
        if (value.ValueKind == JsonValueKind.String)
            CheckText(schema, value.GetString() ?? "", path, problems);
        if (value.ValueKind == JsonValueKind.Object)
            CheckObject(schema, value, path, problems);
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
        {
            var index = 0;
            foreach (var item in value.EnumerateArray())
                Check(items, item, $"{path}/{index++}", problems);
        }
    }

    private static void CheckObject(JsonElement schema, JsonElement value, string path, List<JsonProblem> problems)
    {
        if (schema.TryGetProperty("required", out var required))
        {
            problems.AddRange(required.EnumerateArray().Select(name => name.GetString() ?? "")
                .Where(name => !value.TryGetProperty(name, out _))
                .Select(name => new JsonProblem($"{path}/{name}", "a value: the property is required")));
        }

        if (!schema.TryGetProperty("properties", out var properties))
            return;

        foreach (var property in properties.EnumerateObject())
        {
            if (value.TryGetProperty(property.Name, out var part))
                Check(property.Value, part, $"{path}/{property.Name}", problems);
        }
    }

    private static void CheckText(JsonElement schema, string text, string path, List<JsonProblem> problems)
    {
        if (schema.TryGetProperty("pattern", out var pattern)
            && !Regex.IsMatch(text, pattern.GetString() ?? "", RegexOptions.CultureInvariant, PatternTimeout))
        {
            problems.Add(new JsonProblem(path, $"text of the pattern {pattern.GetString()}"));
        }

        if (schema.TryGetProperty("format", out var format) && !HasFormat(format.GetString(), text))
            problems.Add(new JsonProblem(path, $"a {format.GetString()}"));
    }

    private static bool HasFormat(string? format, string text) => format switch
    {
        Uuids.Format => Uuids.TryRead(text, out _),
        Instants.Format => Instants.Read(text, out _) == InstantReading.Zoned,
        Dates.Format => Dates.TryRead(text, out _),
        { } name => TextRules.Find(name)?.Holds(text) ?? true,
        _ => true,
    };

    private static IEnumerable<string> TypesOf(JsonElement type) => type.ValueKind == JsonValueKind.Array
        ? type.EnumerateArray().Select(one => one.GetString() ?? "")
        : [type.GetString() ?? ""];

    private static bool Is(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => true,
    };
}

/// <summary>Why an edited message cannot be replayed.</summary>
/// <param name="Path">JSON pointer (RFC 6901) of the value; empty for the whole body.</param>
/// <param name="Expected">The value that is expected there.</param>
public sealed record JsonProblem(string Path, string Expected);

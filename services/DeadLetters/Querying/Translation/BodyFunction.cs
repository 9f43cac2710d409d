namespace Microservices.DeadLetters.Querying.Translation;

/// <summary>Looks into JSON as PostgreSQL's containment does, for engines without it.</summary>
internal static class BodyFunction
{
    /// <summary>Name of the function in SQL.</summary>
    internal const string SqlName = "deadletters_has_value";

    /// <summary>Whether the value at a path equals a literal; each name of the path may be of a list.</summary>
    /// <param name="document">JSON.</param>
    /// <param name="path">Names, joined by dots.</param>
    /// <param name="literal">JSON of one value.</param>
    internal static bool HasValue(string? document, string? path, string? literal)
    {
        if (document is null || path is null || literal is null)
            return false;

        try
        {
            return HasValue(JsonElement.Parse(document), path.Split('.'), JsonElement.Parse(literal));
        }
        catch (JsonException)
        {
            return false; // no JSON has no values
        }
    }

    private static bool HasValue(JsonElement element, ReadOnlySpan<string> path, JsonElement literal)
    {
        if (element.ValueKind is not JsonValueKind.Object || !element.TryGetProperty(path[0], out var value))
            return false;
        if (value.ValueKind is not JsonValueKind.Array)
            return Fits(value, path[1..], literal);

        foreach (var item in value.EnumerateArray())
        {
            if (Fits(item, path[1..], literal))
                return true;
        }

        return false;
    }

    private static bool Fits(JsonElement value, ReadOnlySpan<string> rest, JsonElement literal) =>
        rest.Length == 0 ? JsonElement.DeepEquals(value, literal) : HasValue(value, rest, literal);
}

using System.Globalization;
using System.Text.Json;
using Contracts.Rules;

namespace Microservices.Orders.Validation;

/// <summary>
/// Reads the members of one JSON object, each wrong type being a violation. <c>null</c> is as good as absent.
/// </summary>
internal readonly struct JsonFields(JsonElement element, string path, ViolationList violations)
{
    internal string? Text(string name)
    {
        if (!Find(name, JsonValueKind.String, Reasons.WrongType, "a text", out var value))
            return null;

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException) // "\ud800": half of a surrogate pair
        {
            violations.Add(PathOf(name), Reasons.EncodingNotUtf8, "has half of a surrogate pair");
            return null;
        }
    }

    internal Guid? Guid(string name, string code)
    {
        var text = Text(name);
        if (text is null)
            return null;
        if (Uuids.TryRead(text, out var guid))
            return guid;

        violations.Add(PathOf(name), code, Uuids.Words, text);
        return null;
    }

    internal int? Integer(string name, string code)
    {
        if (!Find(name, JsonValueKind.Number, code, "a whole number", out var value))
            return null;
        // 3.0 and 3e0 are whole numbers too.
        if (Amounts.TryParse(value.GetRawText(), out var number) && decimal.IsInteger(number)
            && number is >= int.MinValue and <= int.MaxValue)
            return (int)number;

        violations.Add(PathOf(name), code, $"must be a whole number of at most {int.MaxValue}", value.GetRawText());
        return null;
    }

    internal decimal? Amount(string name, string code)
    {
        if (!Find(name, JsonValueKind.Number, code, "a number", out var value))
            return null;
        if (Amounts.TryParse(value.GetRawText(), out var number))
            return number;

        violations.Add(PathOf(name), code, "must be a number of at most 28 digits", value.GetRawText());
        return null;
    }

    internal DateTimeOffset? Instant(string name)
    {
        var text = Text(name);
        if (text is null)
            return null;

        var reading = Instants.ReadFinely(text, out var instant);
        if (reading == InstantReading.Zoned)
            return instant;

        if (reading == InstantReading.Local)
            violations.Add(PathOf(name), Reasons.DateWithoutZone, "must say its zone: Z or an offset such as +01:00",
                text);
        else
            violations.Add(PathOf(name), Reasons.DateInvalid,
                "must be a date and time such as 2026-05-01T09:30:00+01:00", text);
        return null;
    }

    internal DateOnly? Date(string name)
    {
        var text = Text(name);
        if (text is null)
            return null;
        if (Dates.TryRead(text, out var date))
            return date;

        violations.Add(PathOf(name), Reasons.DateInvalid, Dates.Words, text);
        return null;
    }

    internal bool? Flag(string name)
    {
        if (!element.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();

        violations.Add(PathOf(name), Reasons.WrongType, "must be true or false", value.GetRawText());
        return null;
    }

    internal JsonFields? Object(string name) =>
        Find(name, JsonValueKind.Object, Reasons.WrongType, "an object", out var value)
            ? new JsonFields(value, PathOf(name), violations)
            : null;

    /// <summary>
    /// Reads an array of objects; an item of another type is a violation and <see langword="null"/> in the list.
    /// </summary>
    internal List<JsonFields?>? Array(string name, int maxCount, string tooManyCode)
    {
        if (!Find(name, JsonValueKind.Array, Reasons.WrongType, "an array", out var value))
            return null;

        var count = value.GetArrayLength();
        if (count > maxCount)
        {
            violations.Add(PathOf(name), tooManyCode, $"must have at most {maxCount} items, had {count}");
            return null;
        }

        var items = new List<JsonFields?>(count);
        foreach (var item in value.EnumerateArray())
        {
            var itemPath = string.Create(CultureInfo.InvariantCulture, $"{PathOf(name)}[{items.Count}]");
            if (item.ValueKind == JsonValueKind.Object)
            {
                items.Add(new JsonFields(item, itemPath, violations));
                continue;
            }

            violations.Add(itemPath, Reasons.WrongType, "must be an object", item.GetRawText());
            items.Add(null);
        }

        return items;
    }

    private bool Find(string name, JsonValueKind kind, string code, string expected, out JsonElement value)
    {
        if (!element.TryGetProperty(name, out value) || value.ValueKind == JsonValueKind.Null)
            return false;
        if (value.ValueKind == kind)
            return true;

        violations.Add(PathOf(name), code, $"must be {expected}", value.GetRawText());
        return false;
    }

    private string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";
}

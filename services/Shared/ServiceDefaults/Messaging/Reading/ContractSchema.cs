using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Contracts.Rules;

namespace Microservices.ServiceDefaults.Messaging.Reading;

/// <summary>
/// One node of a contract's JSON Schema (https://json-schema.org/draft/2020-12), made ready to check values: the keywords that
/// our schemas use. Stricter than the standard where readers differ: numbers have no exponent, members are found whatever
/// their case and come once, texts are valid Unicode without U+0000, instants name their zone.
/// </summary>
internal sealed class ContractSchema
{
    private static readonly FrozenSet<string> Remarks = new[] { "$schema", "$id", "title", "description", "default" }.ToFrozenSet();

    private readonly List<ValueRule> _rules = [];
    private FrozenSet<string> _types = [];
    private FrozenDictionary<string, Member> _members = FrozenDictionary<string, Member>.Empty;
    private string[] _required = [];
    private ContractSchema? _items;
    private bool _isPersonal;

    private ContractSchema()
    {
    }

    /// <summary>Reads a schema.</summary>
    /// <param name="schema">The schema, or a part of it.</param>
    /// <exception cref="NotSupportedException">It has a keyword that is not enforced.</exception>
    public static ContractSchema Read(JsonElement schema)
    {
        var read = new ContractSchema();
        // Such a pattern is for readers that do not know the format: it says less.
        var isRuled = schema.TryGetProperty("format", out var format) && TextRules.Find(format.GetString()!) is not null; // a format is a name
        foreach (var keyword in schema.EnumerateObject())
        {
            if (!Remarks.Contains(keyword.Name) && !(keyword.Name == "pattern" && isRuled))
                read.Add(keyword.Name, keyword.Value);
        }

        return read;
    }

    /// <summary>Checks a value.</summary>
    /// <returns>The first breach, or <see langword="null"/>.</returns>
    public Breach? Check(JsonElement value)
    {
        if (!_types.Contains(TypeOf(value)) && !(value.ValueKind == JsonValueKind.Number && _types.Contains("number")))
            return Breach.Of(_isPersonal ? null : Shown(value), $"must be {string.Join(" or ", _types.Select(Named).Order(StringComparer.Ordinal))}");

        return value.ValueKind switch
        {
            // Reasons are logged, and personal data is not.
            JsonValueKind.Object when _isPersonal => CheckMembers(value) is { } breach ? breach with { Value = null } : null,
            JsonValueKind.Object => CheckMembers(value),
            JsonValueKind.Array => CheckRules(value, "") ?? CheckItems(value),
            JsonValueKind.String => CheckText(value),
            JsonValueKind.Number => CheckRules(value, value.GetRawText()),
            _ => null
        };
    }

    private void Add(string keyword, JsonElement value)
    {
        switch (keyword)
        {
            case "type":
                _types = value.ValueKind == JsonValueKind.Array
                    ? value.EnumerateArray().Select(type => type.GetString()!).ToFrozenSet() // names of types
                    : [value.GetString()!];
                break;
            case "properties":
                _members = value.EnumerateObject().Select((member, index) => KeyValuePair.Create(member.Name, new Member(member.Name, index, Read(member.Value))))
                    .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
                break;
            case "required":
                _required = [.. value.EnumerateArray().Select(name => name.GetString()!)]; // names of members
                break;
            case "x-personal":
                _isPersonal = value.GetBoolean();
                break;
            case "items":
                _items = Read(value);
                break;
            default:
                _rules.Add(ValueRule.Read(keyword, value));
                break;
        }
    }

    private Breach? CheckMembers(JsonElement value)
    {
        Span<bool> seen = stackalloc bool[_members.Count];
        seen.Clear();
        foreach (var property in value.EnumerateObject())
        {
            if (JsonText.NameOf(property) is not { } name)
                return JsonText.WrongName(property);
            if (!_members.TryGetValue(name, out var member))
                continue;
            if (seen[member.Index])
                return Breach.Of(null, "must be there once").Inside(member.Name);

            seen[member.Index] = true;
            if (member.Schema.Check(property.Value) is { } breach)
                return breach.Inside(member.Name);
        }

        foreach (var required in _required)
        {
            if (!seen[_members[required].Index])
                return Breach.Of(null, "is required").Inside(required);
        }

        return null;
    }

    private Breach? CheckItems(JsonElement array)
    {
        var index = 0;
        foreach (var item in array.EnumerateArray())
        {
            if (_items?.Check(item) is { } breach)
                return breach.Inside(string.Create(CultureInfo.InvariantCulture, $"[{index}]"));
            index++;
        }

        return null;
    }

    private Breach? CheckText(JsonElement value)
    {
        if (JsonText.Of(value) is not { } text)
            return Breach.Of(null, "must be valid Unicode");

        return text.Contains('\0', StringComparison.Ordinal) ? Breach.Of(null, "must not contain U+0000") : CheckRules(value, text);
    }

    private Breach? CheckRules(JsonElement value, string text)
    {
        foreach (var rule in _rules)
        {
            if (!rule.Holds(value, text))
                return Breach.Of(value.ValueKind == JsonValueKind.Array ? null : Shown(value), rule.Text);
        }

        return null;
    }

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetInt64(out _) => "integer",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        var kind => kind.ToString().ToLowerInvariant()
    };

    private static string Named(string type) => type switch
    {
        "integer" => "a whole number",
        "object" => "an object",
        "array" => "an array",
        "null" => "null",
        _ => $"a {type}"
    };

    private static string Shown(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        _ => value.GetRawText()
    };

    private sealed record Member(string Name, int Index, ContractSchema Schema);
}

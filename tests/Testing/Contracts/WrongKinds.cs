using System.Text.Json;

namespace Microservices.Testing.Contracts;

/// <summary>Values that a member of a contract must not have, as JSON, by what its schema says it is.</summary>
internal static class WrongKinds
{
    private static readonly (string Kind, string Json)[] ForUuid =
    [
        ("no uuid", "\"x\""), ("empty", "\"\""), ("zeros", "\"00000000-0000-0000-0000-000000000000\""),
        ("braces", "\"{6f0d8a54-3a1c-4b1e-9f0e-0c3a5b7d9e11}\""), ("no hyphens", "\"6f0d8a543a1c4b1e9f0e0c3a5b7d9e11\""),
        ("blanks", "\" 6f0d8a54-3a1c-4b1e-9f0e-0c3a5b7d9e11\""), ("full-width digits", "\"６f0d8a54-3a1c-4b1e-9f0e-0c3a5b7d9e11\""),
        ("number", "5"), ("boolean", "true"), ("array", "[]"), ("object", "{}"),
    ];

    private static readonly (string Kind, string Json)[] ForInstant =
    [
        ("no zone", "\"2026-05-01T09:30:00\""), ("date alone", "\"2026-05-01\""), ("month 13", "\"2026-13-01T09:30:00Z\""),
        ("hour 25", "\"2026-05-01T25:30:00Z\""), ("empty", "\"\""), ("blanks", "\" 2026-05-01T09:30:00Z\""),
        ("comma", "\"2026-05-01T09:30:00,5Z\""), ("full-width digits", "\"２026-05-01T09:30:00Z\""), ("Arabic digits", "\"٢026-05-01T09:30:00Z\""),
        ("words", "\"yesterday\""), ("number", "1777627800"), ("boolean", "false"), ("array", "[]"), ("object", "{}"),
    ];

    private static readonly (string Kind, string Json)[] ForDate =
    [
        ("instant", "\"2026-05-01T09:30:00Z\""), ("month 13", "\"2026-13-01\""), ("30 February", "\"2026-02-30\""), ("empty", "\"\""),
        ("blank after", "\"2026-05-01 \""), ("full-width digits", "\"２026-05-01\""), ("words", "\"tomorrow\""), ("number", "20260501"),
        ("boolean", "false"), ("array", "[]"), ("object", "{}"),
    ];

    private static readonly (string Kind, string Json)[] ForDecimal =
    [
        ("comma", "\"4,95\""), ("empty", "\"\""), ("blank before", "\" 4.95\""), ("blank after", "\"4.95 \""), ("line feed", "\"4.95\\n\""),
        ("exponent as text", "\"1e2\""), ("exponent", "495e-2"), ("thousands", "\"1,000.00\""), ("plus", "\"+4.95\""), ("no digit before", "\".95\""),
        ("no digit after", "\"4.\""), ("hexadecimal", "\"0x10\""), ("not a number", "\"NaN\""), ("infinity", "\"Infinity\""),
        ("full-width digits", "\"４.95\""), ("Arabic digits", "\"٤.95\""), ("currency", "\"£4.95\""), ("out of range", "123456789012345678"),
        ("seven decimals", "\"4.9555555\""), ("seven decimals as a number", "4.9555555"), ("seven decimals and a zero", "4.95555550"),
        ("too many digits", "\"0.1234567890123456789012345678901\""), ("boolean", "true"), ("array", "[]"), ("object", "{}"),
    ];

    private static readonly (string Kind, string Json)[] ForInteger =
    [
        ("text", "\"1\""), ("comma", "\"1,5\""), ("fraction", "1.5"), ("exponent", "1e2"), ("empty", "\"\""), ("full-width digits", "\"１\""),
        ("out of range", "99999999999999999999"), ("boolean", "true"), ("array", "[]"), ("object", "{}"),
    ];

    private static readonly (string Kind, string Json)[] ForBoolean =
        [("text", "\"true\""), ("number", "1"), ("empty", "\"\""), ("array", "[]"), ("object", "{}")];

    private static readonly (string Kind, string Json)[] ForText =
        [("number", "5"), ("boolean", "true"), ("array", "[]"), ("object", "{}"), ("half a character", "\"\\ud800\""), ("U+0000", "\"a\\u0000b\"")];

    private static readonly (string Kind, string Json)[] ForLine = [.. ForText, ("line feed", "\"a\\nb\""), ("no character", "\"a\\ufdd0\"")];

    private static readonly (string Kind, string Json)[] ForIdentifier =
    [
        .. ForLine, ("blank before", "\" MUG\""), ("blank after", "\"MUG \""), ("zero-width space", "\"MUG\\u200b\""), ("byte order mark", "\"\\ufeffMUG\""),
        ("soft hyphen", "\"MUG\\u00adRED\""), ("direction", "\"MUG\\u202eRED\""), ("variation selector", "\"☕\\ufe0f\""), ("hard blank", "\"MUG\\u00a0RED\""),
    ];

    private static readonly (string Kind, string Json)[] ForMailbox =
    [
        .. ForText, ("no domain", "\"jane@\""), ("two", "\"jane@example.test,joe@example.test\""), ("with a name", "\"Jane <jane@example.test>\""),
        ("blank after", "\"jane@example.test \""), ("long label", $"\"jane@{new string('x', 64)}.test\""),
    ];

    private static readonly (string Kind, string Json)[] ForArray = [("text", "\"x\""), ("number", "5"), ("object", "{}"), ("boolean", "true")];

    private static readonly (string Kind, string Json)[] ForObject = [("text", "\"x\""), ("number", "5"), ("array", "[]"), ("boolean", "true")];

    /// <summary>The wrong values of a member with this schema.</summary>
    public static IEnumerable<(string Kind, string Json)> Of(JsonElement schema)
    {
        var types = TypesOf(schema);
        var values = Format(schema) switch
        {
            "date" => ForDate,
            "uuid" => ForUuid,
            "date-time" => ForInstant,
            "identifier" => ForIdentifier,
            "line" or "line-or-blank" => ForLine,
            "idn-email" => ForMailbox,
            _ when types.Contains("number") => ForDecimal,
            _ when types.Contains("integer") => ForInteger,
            _ when types.Contains("boolean") => ForBoolean,
            _ when types.Contains("array") => ForArray,
            _ when types.Contains("object") => ForObject,
            _ => ForText,
        };
        return types.Contains("null") ? [.. values, .. Bounds(schema)] : [.. values, .. Bounds(schema), ("null", "null")];
    }

    private static IEnumerable<(string Kind, string Json)> Bounds(JsonElement schema)
    {
        if (schema.TryGetProperty("minLength", out var minimum) && minimum.GetInt32() > 0)
            yield return ("too short", $"\"{new string('x', minimum.GetInt32() - 1)}\"");
        if (schema.TryGetProperty("maxLength", out var maximum))
            yield return ("too long", $"\"{new string('x', maximum.GetInt32() + 1)}\"");
        if (schema.TryGetProperty("minItems", out _))
            yield return ("no items", "[]");
        if (schema.TryGetProperty("minimum", out var least) && least.GetDecimal() > long.MinValue)
            yield return ("below its range", $"{least.GetDecimal() - 1}");
        if (schema.TryGetProperty("maximum", out var most))
            yield return ("above its range", $"{most.GetDecimal() + 1}");
        if (Format(schema) is "currency-code" or "country-code" or "language-tag" or "vat-id" or "vat-category" or "payment-status")
            yield return ("another pattern", "\"§§§\"");
    }

    private static string? Format(JsonElement schema) => schema.TryGetProperty("format", out var format) ? format.GetString() : null;

    private static List<string> TypesOf(JsonElement schema) => schema.GetProperty("type") switch
    {
        { ValueKind: JsonValueKind.Array } several => [.. several.EnumerateArray().Select(type => type.GetString()!)], // names
        var one => [one.GetString()!], // a name
    };
}

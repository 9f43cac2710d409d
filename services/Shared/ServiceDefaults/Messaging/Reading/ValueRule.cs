using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Contracts.Rules;

namespace Microservices.ServiceDefaults.Messaging.Reading;

/// <summary>A keyword of a schema that a text, a number or an array must keep to.</summary>
/// <param name="Text">The rule in words, after the member's name.</param>
/// <param name="Holds">Whether the value keeps to it; the text is that of a string, or of a number as it was written.</param>
internal sealed record ValueRule(string Text, Func<JsonElement, string, bool> Holds)
{
    private const NumberStyles Decimal = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    /// <exception cref="NotSupportedException">The keyword is not enforced.</exception>
    public static ValueRule Read(string keyword, JsonElement value) => keyword switch
    {
        "pattern" => Pattern(value.GetString()!), // a pattern is a text
        "format" => Format(value.GetString()!), // a format is a name
        "minLength" => Length(value.GetInt32(), "at least", (length, bound) => length >= bound),
        "maxLength" => Length(value.GetInt32(), "at most", (length, bound) => length <= bound),
        "minimum" => Bound(value.GetDecimal(), "at least", (number, bound) => number >= bound),
        "maximum" => Bound(value.GetDecimal(), "at most", (number, bound) => number <= bound),
        "minItems" => Items(value.GetInt32()),
        _ => throw new NotSupportedException($"The keyword '{keyword}' of a contract's schema is not enforced.")
    };

    // "$" also matches before a line feed at the end, which JSON Schema does not mean.
    private static ValueRule Pattern(string pattern)
    {
        var regex = new Regex(pattern.EndsWith('$') ? pattern[..^1] + @"\z" : pattern, RegexOptions.CultureInvariant | RegexOptions.Compiled);
        return new($"must match {pattern}", (_, text) => regex.IsMatch(text));
    }

    private static ValueRule Format(string format) => format switch
    {
        Uuids.Format => new(Uuids.Words, (_, text) => Uuids.TryRead(text, out Guid _)),
        Instants.Format => new(Instants.Words, (_, text) => Instants.Read(text, out DateTimeOffset _) == InstantReading.Zoned),
        Dates.Format => new(Dates.Words, (_, text) => Dates.TryRead(text, out DateOnly _)),
        _ when TextRules.Find(format) is { } rule => new(rule.Words, (_, text) => rule.Holds(text)),
        _ => throw new NotSupportedException($"The format '{format}' of a contract's schema is not enforced.")
    };

    private static ValueRule Length(int bound, string words, Func<int, int, bool> holds) =>
        new($"must have {words} {bound} characters",
            (value, text) => value.ValueKind != JsonValueKind.String || holds(Characters.Count(text), bound));

    private static ValueRule Bound(decimal bound, string words, Func<decimal, decimal, bool> holds) =>
        new(string.Create(CultureInfo.InvariantCulture, $"must be {words} {bound}"),
            (_, text) => decimal.TryParse(text, Decimal, CultureInfo.InvariantCulture, out var number) && holds(number, bound));

    private static ValueRule Items(int bound) => new($"must have at least {bound} item{(bound == 1 ? "" : "s")}",
        (value, _) => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= bound);
}

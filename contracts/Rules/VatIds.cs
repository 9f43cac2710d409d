using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Contracts.Rules;

/// <summary>
/// VAT identification numbers as people write them, with blanks, dots and hyphens: <c>DE 123456789</c>, <c>FR40 303 265 045</c>.
/// A number of a country of the European Union, of Northern Ireland (<c>XI</c>) or of Great Britain has its country's pattern. Those
/// of other countries, such as <c>CHE-123.456.789 MWST</c>, are known by nothing but digits. Whether a number was given to somebody,
/// only VIES can tell.
/// </summary>
public static class VatIds
{
    /// <summary>The rule's name in the schemas.</summary>
    public const string Format = "vat-id";

    /// <summary>How many characters an identification number may have.</summary>
    public const int MaxLength = 20;

    // Pattern of what follows the prefix, as VIES has it (https://ec.europa.eu/taxation_customs/vies, question 11).
    private static readonly FrozenDictionary<string, Regex> Patterns = new Dictionary<string, string>
    {
        ["AT"] = "U[0-9]{8}",
        ["BE"] = "[01][0-9]{9}",
        ["BG"] = "[0-9]{9,10}",
        ["CY"] = "[0-9]{8}[A-Z]",
        ["CZ"] = "[0-9]{8,10}",
        ["DE"] = "[0-9]{9}",
        ["DK"] = "[0-9]{8}",
        ["EE"] = "[0-9]{9}",
        ["EL"] = "[0-9]{9}",
        ["ES"] = "[A-Z][0-9]{7}[0-9A-Z]|[0-9]{8}[A-Z]",
        ["FI"] = "[0-9]{8}",
        ["FR"] = "[0-9A-HJ-NP-Z]{2}[0-9]{9}",
        ["GB"] = GreatBritain,
        ["HR"] = "[0-9]{11}",
        ["HU"] = "[0-9]{8}",
        ["IE"] = "[0-9]{7}[A-W][A-I]?|[0-9][0-9A-Z+*][0-9]{5}[A-W]",
        ["IT"] = "[0-9]{11}",
        ["LT"] = "[0-9]{9}|[0-9]{12}",
        ["LU"] = "[0-9]{8}",
        ["LV"] = "[0-9]{11}",
        ["MT"] = "[0-9]{8}",
        ["NL"] = "[0-9]{9}B[0-9]{2}",
        ["PL"] = "[0-9]{10}",
        ["PT"] = "[0-9]{9}",
        ["RO"] = "[0-9]{2,10}",
        ["SE"] = "[0-9]{10}01",
        ["SI"] = "[0-9]{8}",
        ["SK"] = "[0-9]{10}",
        ["XI"] = GreatBritain,
    }
    .ToFrozenDictionary(pair => pair.Key, pair => new Regex($"^(?:{pair.Value})\\z", RegexOptions.CultureInvariant), StringComparer.Ordinal);

    private const string GreatBritain = "[0-9]{9}|[0-9]{12}|GD[0-4][0-9]{2}|HA[5-9][0-9]{2}";
    private const string Greece = "GR";
    private const int Prefix = 2;
    private const int LeastDigits = 5;

    /// <summary>The rule.</summary>
    public static TextRule Rule { get; } = new(Format,
        "must be a VAT identification number in capitals with its country's prefix (EL for Greece), such as DE123456789", MaxLength,
        "^[A-Z0-9][A-Z0-9 .+*/-]{3,19}$", Judge);

    /// <summary>The number without blanks, dots and hyphens, as VIES and electronic invoices have it.</summary>
    /// <param name="vatId">A number that keeps to the rule.</param>
    /// <returns>Such as <c>DE123456789</c>.</returns>
    public static string Compact(string vatId)
    {
        ArgumentNullException.ThrowIfNull(vatId);
        return string.Concat(vatId.Where(c => c is not (' ' or '.' or '-')));
    }

    /// <summary>The country that gave a number, where its pattern is known.</summary>
    /// <param name="vatId">A number that keeps to the rule.</param>
    /// <returns>ISO 3166-1 alpha-2 code, or <c>XI</c> for Northern Ireland; <see langword="null"/> for other countries' numbers.</returns>
    public static string? CountryOf(string vatId)
    {
        var compact = Compact(vatId);
        if (compact.Length < Prefix || !Patterns.ContainsKey(compact[..Prefix]))
            return null;

        return compact.StartsWith("EL", StringComparison.Ordinal) ? Greece : compact[..Prefix];
    }

    private static TextFault? Judge(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return TextFault.Blank;
        if (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]))
            return TextFault.BlanksAround;
        if (!text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c is ' ' or '.' or '-' or '/' or '+' or '*'))
            return TextFault.Wrong;

        var compact = Compact(text);
        if (compact.Length <= Prefix || compact.StartsWith(Greece, StringComparison.Ordinal))
            return TextFault.Wrong;

        var isRight = Patterns.TryGetValue(compact[..Prefix], out var pattern)
            ? pattern.IsMatch(compact[Prefix..])
            : compact.Count(char.IsAsciiDigit) >= LeastDigits;
        return isRight ? null : TextFault.Wrong;
    }
}

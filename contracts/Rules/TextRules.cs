using System.Collections.Frozen;

namespace Contracts.Rules;

/// <summary>All rules of texts, by their names in the schemas.</summary>
public static class TextRules
{
    private static readonly FrozenDictionary<string, TextRule> ByFormat = new[]
    {
        Identifiers.Rule, Lines.Rule, Lines.RuleOrBlank, EmailAddresses.Rule, Locales.Rule, CountryCodes.Rule, Currencies.Rule,
        VatIds.Rule, VatCategories.Rule, PaymentStatuses.Rule,
    }
    .ToFrozenDictionary(rule => rule.Format, StringComparer.Ordinal);

    /// <summary>The names of all rules.</summary>
    public static IEnumerable<string> Formats => ByFormat.Keys;

    /// <summary>Finds a rule.</summary>
    /// <param name="format">Its name.</param>
    /// <returns>The rule, or <see langword="null"/>.</returns>
    public static TextRule? Find(string format) => ByFormat.GetValueOrDefault(format);
}

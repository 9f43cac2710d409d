using System.Collections.Frozen;
using System.Globalization;

namespace Microservices.Email.Rendering;

/// <summary>What ISO 4217 and common use say about currencies, as far as a mail needs it.</summary>
internal static class Currencies
{
    private const int UsualMinorUnits = 2;

    // ISO 4217, list one: every currency whose minor unit is not a hundredth.
    private static readonly FrozenDictionary<string, int> UnusualMinorUnits = new Dictionary<string, int>
    {
        ["BIF"] = 0,
        ["CLP"] = 0,
        ["DJF"] = 0,
        ["GNF"] = 0,
        ["ISK"] = 0,
        ["JPY"] = 0,
        ["KMF"] = 0,
        ["KRW"] = 0,
        ["PYG"] = 0,
        ["RWF"] = 0,
        ["UGX"] = 0,
        ["UYI"] = 0,
        ["VND"] = 0,
        ["VUV"] = 0,
        ["XAF"] = 0,
        ["XOF"] = 0,
        ["XPF"] = 0,
        ["BHD"] = 3,
        ["IQD"] = 3,
        ["JOD"] = 3,
        ["KWD"] = 3,
        ["LYD"] = 3,
        ["OMR"] = 3,
        ["TND"] = 3,
        ["CLF"] = 4,
        ["UYW"] = 4,
    }.ToFrozenDictionary();

    // Signs that no reader mistakes. "$", "kr" or "¥" alone stand for several currencies.
    private static readonly FrozenDictionary<string, string> UnmistakableSymbols = new Dictionary<string, string>
    {
        ["EUR"] = "€",
        ["GBP"] = "£",
    }.ToFrozenDictionary();

    /// <summary>Decimals of the currency: 0 for JPY, 3 for KWD, 2 for most and for codes that are not known.</summary>
    public static int MinorUnits(string currency) => UnusualMinorUnits.GetValueOrDefault(currency, UsualMinorUnits);

    /// <summary>
    /// The sign that a reader of <paramref name="culture"/> understands: at home the country's own, € and £ everywhere,
    /// else the ISO code, so that a Canadian does not read US dollars as Canadian ones.
    /// </summary>
    public static string Symbol(string currency, CultureInfo culture)
    {
        if (UnmistakableSymbols.TryGetValue(currency, out var symbol))
            return symbol;

        return IsHomeCurrency(currency, culture) ? culture.NumberFormat.CurrencySymbol : currency;
    }

    private static bool IsHomeCurrency(string currency, CultureInfo culture)
    {
        try
        {
            return new RegionInfo(culture.Name).ISOCurrencySymbol == currency;
        }
        catch (ArgumentException)
        {
            // A culture of no one country, such as es-419: it has no currency of its own.
            return false;
        }
    }
}

using System.Collections.Frozen;
using System.Globalization;

namespace Microservices.ServiceDefaults.Customers;

/// <summary>How readers know a currency.</summary>
internal static class CurrencySymbols
{
    // Signs that no reader mistakes. "$", "kr" or "¥" alone stand for several currencies.
    private static readonly FrozenDictionary<string, string> UnmistakableSymbols = new Dictionary<string, string>
    {
        ["EUR"] = "€",
        ["GBP"] = "£",
    }.ToFrozenDictionary();

    /// <summary>
    /// The sign that a reader of <paramref name="culture"/> understands: at home the country's own, € and £ everywhere,
    /// else the ISO code, so that a Canadian does not read US dollars as Canadian ones.
    /// </summary>
    public static string Of(string currency, CultureInfo culture)
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

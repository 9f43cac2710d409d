using System.Collections.Frozen;

namespace Microservices.Invoice.Amounts;

/// <summary>How many decimals a currency's amounts have (ISO 4217, "minor units").</summary>
internal static class CurrencyMinorUnits
{
    private const int Usual = 2;

    // ISO 4217 list one; every code that is not named here has two.
    private static readonly FrozenDictionary<string, int> Exceptions = new Dictionary<string, int>
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
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The number of decimals of a currency.</summary>
    /// <param name="currency">ISO 4217 code in capitals.</param>
    /// <returns>0 to 4.</returns>
    public static int Of(string currency) => Exceptions.GetValueOrDefault(currency, Usual);
}

using System.Collections.Frozen;

namespace Microservices.Invoice.Amounts;

/// <summary>The built-in standard VAT rates in percent, as in force at the start of 2026.</summary>
internal static class StandardVatRates
{
    /// <summary>EU-27, United Kingdom, Switzerland and Norway by ISO 3166-1 alpha-2 code.</summary>
    public static FrozenDictionary<string, decimal> ByCountry { get; } = new Dictionary<string, decimal>
    {
        ["AT"] = 20m,
        ["BE"] = 21m,
        ["BG"] = 20m,
        ["CY"] = 19m,
        ["CZ"] = 21m,
        ["DE"] = 19m,
        ["DK"] = 25m,
        ["EE"] = 24m,
        ["ES"] = 21m,
        ["FI"] = 25.5m,
        ["FR"] = 20m,
        ["GR"] = 24m,
        ["HR"] = 25m,
        ["HU"] = 27m,
        ["IE"] = 23m,
        ["IT"] = 22m,
        ["LT"] = 21m,
        ["LU"] = 17m,
        ["LV"] = 21m,
        ["MT"] = 18m,
        ["NL"] = 21m,
        ["PL"] = 23m,
        ["PT"] = 23m,
        ["RO"] = 21m,
        ["SE"] = 25m,
        ["SI"] = 22m,
        ["SK"] = 23m,
        ["GB"] = 20m,
        ["CH"] = 8.1m,
        ["NO"] = 25m,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
}

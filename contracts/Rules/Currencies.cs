using System.Collections.Frozen;

namespace Contracts.Rules;

/// <summary>
/// The active national currencies of ISO 4217 (list one, 2026) with their minor units. A table of our own, because the
/// regions that .NET knows depend on the ICU of the machine. Metals, funds' units of account and test codes are left
/// out: nobody pays an order in them.
/// </summary>
public static class Currencies
{
    /// <summary>The rule's name in the schemas.</summary>
    public const string Format = "currency-code";

    private const int Length = 3;

    private const string TwoDecimals =
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW "
        + "CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF "
        + "IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK "
        + "MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP "
        + "SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG "
        + "YER ZAR ZMW ZWG";

    private const string NoDecimals = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
    private const string ThreeDecimals = "BHD IQD JOD KWD LYD OMR TND";
    private const string FourDecimals = "CLF UYW";

    private static readonly FrozenDictionary<string, int> MinorUnits = new[]
    {
        (Codes: NoDecimals, Decimals: 0), (Codes: TwoDecimals, Decimals: 2),
        (Codes: ThreeDecimals, Decimals: 3), (Codes: FourDecimals, Decimals: 4),
    }
    .SelectMany(group => group.Codes.Split(' ').Select(code => KeyValuePair.Create(code, group.Decimals)))
    .ToFrozenDictionary(StringComparer.Ordinal);

    // A code that this release does not know: most currencies have cents.
    private const int UsualMinorUnits = 2;

    /// <summary>The rule.</summary>
    public static TextRule Rule { get; } = new(Format, "must be an ISO 4217 code in capitals, such as GBP", Length, "^[A-Z]{3}$",
        text => MinorUnits.ContainsKey(text) ? null : TextFault.Wrong);

    /// <summary>All codes, in capitals.</summary>
    public static IEnumerable<string> Codes => MinorUnits.Keys;

    /// <summary>Finds a currency by its code in capitals.</summary>
    /// <param name="code">The ISO 4217 code, such as <c>GBP</c>.</param>
    /// <param name="minorUnits">How many decimals an amount may have.</param>
    /// <returns>Whether there is such a currency.</returns>
    public static bool TryGetMinorUnits(string code, out int minorUnits) => MinorUnits.TryGetValue(code, out minorUnits);

    /// <summary>How many decimals an amount has: 0 for JPY, 3 for KWD, 2 for most and for codes that are not known.</summary>
    /// <param name="code">The ISO 4217 code in capitals.</param>
    /// <returns>0 to 4.</returns>
    public static int MinorUnitsOf(string code) => MinorUnits.GetValueOrDefault(code, UsualMinorUnits);
}

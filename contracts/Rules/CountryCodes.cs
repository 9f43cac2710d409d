using System.Collections.Frozen;

namespace Contracts.Rules;

/// <summary>
/// The alpha-2 codes of ISO 3166-1, in capitals. Addresses may also have the codes that customs use for parts of a country with a VAT of
/// their own: <c>EA</c> (Ceuta and Melilla), <c>IC</c> (Canary Islands) and <c>XI</c> (Northern Ireland).
/// </summary>
public static class CountryCodes
{
    /// <summary>The rule's name in the schemas.</summary>
    public const string Format = "country-code";

    private const int Length = 2;

    private static readonly FrozenSet<string> Known = (
        "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF "
        + "CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG "
        + "GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP "
        + "KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC "
        + "NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ "
        + "SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN "
        + "VU WF WS YE YT ZA ZM ZW").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The rule.</summary>
    public static TextRule Rule { get; } = new(Format, "must be an ISO 3166-1 alpha-2 code in capitals, such as GB", Length, "^[A-Z]{2}$",
        text => Known.Contains(text) || text is "EA" or "IC" or "XI" ? null : TextFault.Wrong);

    /// <summary>All codes of ISO 3166-1.</summary>
    public static IReadOnlyCollection<string> All => Known;
}

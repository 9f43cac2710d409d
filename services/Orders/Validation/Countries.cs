using System.Collections.Frozen;
using Contracts.Rules;

namespace Microservices.Orders.Validation;

/// <summary>
/// Finds the ISO 3166-1 code of a country as shops write it. A name that stands for no one country has none: European
/// Community, Unspecified, and Channel Islands, which are two (Guernsey GG and Jersey JE), so that taking either would
/// be a guess.
/// </summary>
internal static class Countries
{
    private const string Names =
        "AD Andorra|AE United Arab Emirates|AF Afghanistan|AG Antigua and Barbuda|AI Anguilla|AL Albania|"
        + "AM Armenia|AO Angola|AQ Antarctica|AR Argentina|AS American Samoa|AT Austria|AU Australia|AW Aruba|"
        + "AX Åland Islands|AZ Azerbaijan|BA Bosnia and Herzegovina|BB Barbados|BD Bangladesh|BE Belgium|"
        + "BF Burkina Faso|BG Bulgaria|BH Bahrain|BI Burundi|BJ Benin|BL Saint Barthélemy|BM Bermuda|"
        + "BN Brunei Darussalam|BO Bolivia|BQ Bonaire, Sint Eustatius and Saba|BR Brazil|BS Bahamas|BT Bhutan|"
        + "BV Bouvet Island|BW Botswana|BY Belarus|BZ Belize|CA Canada|CC Cocos (Keeling) Islands|"
        + "CD Congo, Democratic Republic of the|CF Central African Republic|CG Congo|CH Switzerland|"
        + "CI Côte d'Ivoire|CK Cook Islands|CL Chile|CM Cameroon|CN China|CO Colombia|CR Costa Rica|CU Cuba|"
        + "CV Cabo Verde|CW Curaçao|CX Christmas Island|CY Cyprus|CZ Czechia|DE Germany|DJ Djibouti|DK Denmark|"
        + "DM Dominica|DO Dominican Republic|DZ Algeria|EC Ecuador|EE Estonia|EG Egypt|EH Western Sahara|"
        + "ER Eritrea|ES Spain|ET Ethiopia|FI Finland|FJ Fiji|FK Falkland Islands|FM Micronesia|FO Faroe Islands|"
        + "FR France|GA Gabon|GB United Kingdom|GD Grenada|GE Georgia|GF French Guiana|GG Guernsey|GH Ghana|"
        + "GI Gibraltar|GL Greenland|GM Gambia|GN Guinea|GP Guadeloupe|GQ Equatorial Guinea|GR Greece|"
        + "GS South Georgia and the South Sandwich Islands|GT Guatemala|GU Guam|GW Guinea-Bissau|GY Guyana|"
        + "HK Hong Kong|HM Heard Island and McDonald Islands|HN Honduras|HR Croatia|HT Haiti|HU Hungary|"
        + "ID Indonesia|IE Ireland|IL Israel|IM Isle of Man|IN India|IO British Indian Ocean Territory|IQ Iraq|"
        + "IR Iran|IS Iceland|IT Italy|JE Jersey|JM Jamaica|JO Jordan|JP Japan|KE Kenya|KG Kyrgyzstan|KH Cambodia|"
        + "KI Kiribati|KM Comoros|KN Saint Kitts and Nevis|KP North Korea|KR South Korea|KW Kuwait|"
        + "KY Cayman Islands|KZ Kazakhstan|LA Laos|LB Lebanon|LC Saint Lucia|LI Liechtenstein|LK Sri Lanka|"
        + "LR Liberia|LS Lesotho|LT Lithuania|LU Luxembourg|LV Latvia|LY Libya|MA Morocco|MC Monaco|MD Moldova|"
        + "ME Montenegro|MF Saint Martin|MG Madagascar|MH Marshall Islands|MK North Macedonia|ML Mali|MM Myanmar|"
        + "MN Mongolia|MO Macao|MP Northern Mariana Islands|MQ Martinique|MR Mauritania|MS Montserrat|MT Malta|"
        + "MU Mauritius|MV Maldives|MW Malawi|MX Mexico|MY Malaysia|MZ Mozambique|NA Namibia|NC New Caledonia|"
        + "NE Niger|NF Norfolk Island|NG Nigeria|NI Nicaragua|NL Netherlands|NO Norway|NP Nepal|NR Nauru|NU Niue|"
        + "NZ New Zealand|OM Oman|PA Panama|PE Peru|PF French Polynesia|PG Papua New Guinea|PH Philippines|"
        + "PK Pakistan|PL Poland|PM Saint Pierre and Miquelon|PN Pitcairn|PR Puerto Rico|PS Palestine|PT Portugal|"
        + "PW Palau|PY Paraguay|QA Qatar|RE Réunion|RO Romania|RS Serbia|RU Russia|RW Rwanda|SA Saudi Arabia|"
        + "SB Solomon Islands|SC Seychelles|SD Sudan|SE Sweden|SG Singapore|"
        + "SH Saint Helena, Ascension and Tristan da Cunha|SI Slovenia|SJ Svalbard and Jan Mayen|SK Slovakia|"
        + "SL Sierra Leone|SM San Marino|SN Senegal|SO Somalia|SR Suriname|SS South Sudan|ST Sao Tome and Principe|"
        + "SV El Salvador|SX Sint Maarten|SY Syria|SZ Eswatini|TC Turks and Caicos Islands|TD Chad|"
        + "TF French Southern Territories|TG Togo|TH Thailand|TJ Tajikistan|TK Tokelau|TL Timor-Leste|"
        + "TM Turkmenistan|TN Tunisia|TO Tonga|TR Türkiye|TT Trinidad and Tobago|TV Tuvalu|TW Taiwan|TZ Tanzania|"
        + "UA Ukraine|UG Uganda|UM United States Minor Outlying Islands|US United States|UY Uruguay|UZ Uzbekistan|"
        + "VA Holy See|VC Saint Vincent and the Grenadines|VE Venezuela|VG British Virgin Islands|"
        + "VI US Virgin Islands|VN Vietnam|VU Vanuatu|WF Wallis and Futuna|WS Samoa|YE Yemen|YT Mayotte|"
        + "ZA South Africa|ZM Zambia|ZW Zimbabwe";

    // What shops write beside the ISO names.
    private const string Aliases =
        "IE EIRE|IE Eire|IE Republic of Ireland|ZA RSA|ZA Republic of South Africa|US USA|US U.S.A.|"
        + "US United States of America|GB UK|GB U.K.|GB Great Britain|GB Britain|GB England|GB Scotland|GB Wales|"
        + "GB Northern Ireland|GB United Kingdom of Great Britain and Northern Ireland|CZ Czech Republic|TR Turkey|"
        + "KR Korea|KR Republic of Korea|KR Korea, Republic of|RU Russian Federation|VN Viet Nam|NL The Netherlands|"
        + "NL Holland|AE UAE|CI Ivory Coast|CV Cape Verde|SZ Swaziland|MK Macedonia|MM Burma|TL East Timor|VA Vatican|"
        + "VA Vatican City|BN Brunei|CD DR Congo|CD Democratic Republic of the Congo|CG Republic of the Congo|"
        + "LA Lao People's Democratic Republic|SY Syrian Arab Republic|TZ United Republic of Tanzania|MO Macau|"
        + "HK Hong Kong SAR|TW Taiwan, Province of China|IR Islamic Republic of Iran|MD Republic of Moldova|"
        + "BO Plurinational State of Bolivia|VE Bolivarian Republic of Venezuela|FM Federated States of Micronesia|"
        + "KP Democratic People's Republic of Korea|PS State of Palestine|DE Deutschland|AT Österreich|CH Schweiz|"
        + "CH Suisse|FR République française|ES España|IT Italia|BE Belgique|BE België|SE Sverige|DK Danmark|NO Norge|"
        + "FI Suomi|PL Polska|BR Brasil|GR Hellas|AX Aland Islands|RE Reunion|CW Curacao|BL Saint Barthelemy|"
        + "CI Cote d'Ivoire|VI Virgin Islands, U.S.|VG Virgin Islands, British|FK Falkland Islands (Malvinas)";

    private static readonly FrozenDictionary<string, string> CodeByName =
        Parse(Names).Concat(Parse(Aliases)).DistinctBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The codes that have a name.</summary>
    internal static IEnumerable<string> NamedCodes => CodeByName.Values.Distinct();

    /// <summary>Finds the code of a name or of a code.</summary>
    /// <param name="country">The country as the shop wrote it.</param>
    /// <returns>The code; <see langword="null"/> for a name that is unknown or stands for no one country.</returns>
    internal static string? FindCode(string? country)
    {
        if (string.IsNullOrWhiteSpace(country))
            return null;

        var name = country.Trim();
        if (CodeByName.TryGetValue(name, out var code))
            return code;

        var capitals = name.ToUpperInvariant();
        return CountryCodes.Rule.Holds(capitals) ? capitals : null;
    }

    private static IEnumerable<KeyValuePair<string, string>> Parse(string table) =>
        table.Split('|').Select(entry => KeyValuePair.Create(entry[3..], entry[..2]));
}

using Microservices.ServiceDefaults.Configuration;

namespace Microservices.DeadLetters.Reading.Masking;

/// <summary>What of a message is personal (section <c>DeadLetters__Masking</c>).</summary>
internal sealed class MaskingOptions
{
    internal const string SectionName = "DeadLetters:Masking";

    private static readonly string[] Usual =
    [
        "*email*", "mail", "*phone*", "mobile", "fax", "name", "firstname", "lastname", "surname", "fullname", "*customername",
        "recipient*", "*street*", "addressline*", "line1", "line2", "line3", "iban", "*cardnumber*",
        "postcode", "*postalcode*", "zip", "zipcode", "*password*", "*passwd*", "*secret*", "*token*", "*authorization*", "*apikey*", "*cookie*",
    ];

    /// <summary>
    /// Names of further properties whose values are hidden, with <c>*</c> for any text; case, <c>-</c> and <c>_</c> do not count.
    /// Those of e-mail addresses, names, streets, postcodes, phone numbers, passwords and tokens always are, and e-mail addresses
    /// and bearer tokens wherever they are.
    /// </summary>
    [Example("*birthday*")]
    public IReadOnlyList<string>? Properties { get; set; }

    internal IReadOnlyList<string> EffectiveProperties => [.. Usual, .. Properties ?? []];
}

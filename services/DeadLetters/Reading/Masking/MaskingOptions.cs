using Microservices.ServiceDefaults.Configuration;

namespace Microservices.DeadLetters.Reading.Masking;

/// <summary>What of a message is personal (section <c>DeadLetters__Masking</c>).</summary>
internal sealed class MaskingOptions
{
    internal const string SectionName = "DeadLetters:Masking";

    private static readonly string[] Usual =
    [
        "*email*", "mail", "*phone*", "mobile", "fax", "name", "firstname", "lastname", "surname", "fullname", "*customername",
        "recipient*", "*street*", "addressline*", "line1", "line2", "line3", "password", "iban", "*cardnumber*",
    ];

    /// <summary>
    /// Names of properties whose values are hidden, with <c>*</c> for any text; case, <c>-</c> and <c>_</c> do not count. By
    /// default those of e-mail addresses, names, streets and phone numbers. E-mail addresses are hidden wherever they are.
    /// </summary>
    [Example("*email*")]
    public IReadOnlyList<string>? Properties { get; set; }

    internal IReadOnlyList<string> EffectiveProperties => Properties ?? Usual;
}

using System.Globalization;

namespace Microservices.Email.Rendering;

/// <summary>Finds the culture that an order's BCP 47 language tag means.</summary>
internal static class CustomerCulture
{
    private const string Fallback = "en-GB";

    /// <summary>
    /// The culture of a tag such as <c>de-AT</c>; a language alone gets its main country, and <c>en</c> alone is read as
    /// British. A tag that no one knows gets British English, too: a mail in the wrong format beats none.
    /// </summary>
    public static CultureInfo Find(string? languageTag)
    {
        if (string.IsNullOrWhiteSpace(languageTag) || string.Equals(languageTag, "en", StringComparison.OrdinalIgnoreCase))
            return CultureInfo.GetCultureInfo(Fallback);

        try
        {
            // predefinedOnly: ICU otherwise makes up a culture for any tag that is merely well formed.
            return Specific(CultureInfo.GetCultureInfo(languageTag.Trim().Replace('_', '-'), predefinedOnly: true));
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.GetCultureInfo(Fallback);
        }
    }

    private static CultureInfo Specific(CultureInfo culture)
    {
        if (!culture.IsNeutralCulture)
            return culture;

        var specific = CultureInfo.CreateSpecificCulture(culture.Name);
        return specific.IsNeutralCulture || Equals(specific, CultureInfo.InvariantCulture)
            ? CultureInfo.GetCultureInfo(Fallback)
            : specific;
    }
}

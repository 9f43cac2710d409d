using System.Globalization;

namespace Microservices.ServiceDefaults.Customers;

/// <summary>Finds the culture that an order's BCP 47 language tag means.</summary>
public static class CustomerCulture
{
    private const string Fallback = "en-GB";

    /// <summary>
    /// The culture of a tag such as <c>de-AT</c>, or of a language alone, such as <c>de</c>; <c>en</c> alone is read as British.
    /// An unknown tag gets British English too, because a mail in the wrong format is better than none.
    /// </summary>
    public static CultureInfo Find(string? languageTag)
    {
        if (string.IsNullOrWhiteSpace(languageTag) || string.Equals(languageTag, "en", StringComparison.OrdinalIgnoreCase))
            return CultureInfo.GetCultureInfo(Fallback);

        try
        {
            // predefinedOnly: ICU otherwise makes up a culture for any tag that is merely well formed.
            return CultureInfo.GetCultureInfo(languageTag, predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.GetCultureInfo(Fallback);
        }
    }

    /// <summary>The culture in the main country of its language, which has a currency; itself where no country is known.</summary>
    public static CultureInfo InMainCountry(CultureInfo culture)
    {
        if (!culture.IsNeutralCulture)
            return culture;

        var specific = CultureInfo.CreateSpecificCulture(culture.Name);
        return specific.IsNeutralCulture || Equals(specific, CultureInfo.InvariantCulture) ? culture : specific;
    }
}

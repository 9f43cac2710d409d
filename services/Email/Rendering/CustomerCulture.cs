using System.Globalization;

namespace Microservices.Email.Rendering;

/// <summary>Finds the culture that an order's BCP 47 language tag means.</summary>
internal static class CustomerCulture
{
    private const string Fallback = "en-GB";

    /// <summary>
    /// The culture of a tag such as <c>de-AT</c>, or of a language alone, such as <c>de</c>; <c>en</c> alone is read as British.
    /// A tag that no one knows gets British English, too: a mail in the wrong format beats none.
    /// </summary>
    public static CultureInfo Find(string? languageTag)
    {
        if (string.IsNullOrWhiteSpace(languageTag) || string.Equals(languageTag, "en", StringComparison.OrdinalIgnoreCase))
            return CultureInfo.GetCultureInfo(Fallback);

        try
        {
            // predefinedOnly: ICU otherwise makes up a culture for any tag that is merely well formed.
            var tag = WithoutExtensions(languageTag.Trim().Replace('_', '-'));
            return CultureInfo.GetCultureInfo(tag, predefinedOnly: true);
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

    // They begin with a single character, such as "-u-ca-dangi". .NET takes over ICU's patterns for such a calendar, but not the
    // calendar, and prints "U년".
    private static string WithoutExtensions(string tag)
    {
        var subtags = tag.Split('-');
        return string.Join('-', subtags.TakeWhile(subtag => subtag.Length != 1));
    }
}

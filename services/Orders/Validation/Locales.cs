using System.Globalization;
using System.Text.RegularExpressions;

namespace Microservices.Orders.Validation;

/// <summary>Finds the culture behind a BCP 47 language tag.</summary>
internal static partial class Locales
{
    internal const string Default = "en";

    /// <summary>Finds the tag in its usual spelling (<c>de-at</c> becomes <c>de-AT</c>).</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="name">The tag as ICU spells it.</param>
    /// <returns>Whether ICU has data for the tag.</returns>
    internal static bool TryFind(string tag, out string name)
    {
        name = "";
        if (tag.Length > OrderLimits.Locale || !TagPattern().IsMatch(tag))
            return false;

        try
        {
            // Without predefinedOnly any well-formed tag would do, "zz-ZZ" too, and mails would silently be English.
            name = CultureInfo.GetCultureInfo(tag, predefinedOnly: true).Name;
            return name.Length > 0;
        }
        catch (CultureNotFoundException)
        {
            return false; // the caller names the field and the tag
        }
    }

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", RegexOptions.CultureInvariant)]
    private static partial Regex TagPattern();
}

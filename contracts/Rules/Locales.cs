using System.Globalization;
using System.Text.RegularExpressions;

namespace Contracts.Rules;

/// <summary>BCP 47 language tags that there is a culture for.</summary>
public static partial class Locales
{
    /// <summary>The rule's name in the schemas.</summary>
    public const string Format = "language-tag";

    /// <summary>RFC 5646 §4.4.1 asks to support 35 characters; longer tags carry private extensions that no culture has.</summary>
    public const int MaxLength = 35;

    /// <summary>The language of those who do not say theirs.</summary>
    public const string Default = "en";

    private const string Pattern = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$";

    /// <summary>The rule.</summary>
    public static TextRule Rule { get; } = new(Format, "must be a known BCP 47 language tag such as de-AT", MaxLength, Pattern,
        text => TryFind(text, out _) ? null : TextFault.Wrong);

    /// <summary>Finds the tag in its usual spelling (<c>de-at</c> becomes <c>de-AT</c>).</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="name">The tag as ICU spells it.</param>
    /// <returns>Whether ICU has data for the tag.</returns>
    public static bool TryFind(string tag, out string name)
    {
        ArgumentNullException.ThrowIfNull(tag);
        name = "";
        if (tag.Length > MaxLength || !TagPattern().IsMatch(tag))
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

    [GeneratedRegex(Pattern, RegexOptions.CultureInvariant)]
    private static partial Regex TagPattern();
}

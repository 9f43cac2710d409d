using System.Globalization;

namespace Microservices.Orders.Validation;

/// <summary>Reads and writes numbers exactly.</summary>
internal static class Amounts
{
    // decimal keeps 28 digits in any case and silently rounds what goes beyond.
    private const int ExactDigits = 28;

    /// <summary>Reads a decimal number, refusing what <see cref="decimal"/> would round.</summary>
    /// <param name="text">Digits with at most one point, sign and exponent.</param>
    /// <param name="value">The number.</param>
    /// <returns>Whether the text is a number that can be held exactly.</returns>
    internal static bool TryParse(ReadOnlySpan<char> text, out decimal value)
    {
        const NumberStyles Styles =
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

        return decimal.TryParse(text, Styles, CultureInfo.InvariantCulture, out value)
            && CountDigits(text) <= ExactDigits
            && (value != 0 || IsZero(text));
    }

    /// <summary>
    /// Reads the text of a file: digits with at most one point and a minus sign, as messages have their amounts. A number of JSON may
    /// have an exponent.
    /// </summary>
    /// <returns>Whether the text is such a number that can be held exactly.</returns>
    internal static bool TryParsePlain(ReadOnlySpan<char> text, out decimal value)
    {
        value = 0;
        return !text.ContainsAny("+eE") && TryParse(text, out value);
    }

    /// <summary>Whether an amount has no more decimals than the currency; trailing zeros do not count.</summary>
    internal static bool Fits(decimal amount, int minorUnits) => decimal.Round(amount, minorUnits) == amount;

    /// <summary>Drops trailing zeros, so that 2.5 and 2.50 are written alike.</summary>
    internal static decimal Normalize(decimal amount) => amount / 1.0000000000000000000000000000m;

    internal static string Text(decimal amount) => Normalize(amount).ToString(CultureInfo.InvariantCulture);

    private static int CountDigits(ReadOnlySpan<char> text)
    {
        var mantissa = text.IndexOfAny('e', 'E') is var e and >= 0 ? text[..e] : text;
        var digits = 0;
        foreach (var c in mantissa.TrimStart("+-0."))
        {
            if (char.IsAsciiDigit(c))
                digits++;
        }

        return digits;
    }

    // 1e-40 is no zero, although decimal holds it as one.
    private static bool IsZero(ReadOnlySpan<char> text)
    {
        var mantissa = text.IndexOfAny('e', 'E') is var e and >= 0 ? text[..e] : text;
        return mantissa.IndexOfAnyInRange('1', '9') < 0;
    }
}

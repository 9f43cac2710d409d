using System.Globalization;
using System.Text;

namespace Microservices.ServiceDefaults.Customers;

/// <summary>Takes from a value everything that could break out of its place in a mail or a page.</summary>
public static class SingleLine
{
    /// <summary>
    /// The value on one line: line breaks, tabs and other control characters become one blank, invisible characters that
    /// turn the direction of the text go. So no value can add a header, forge a line of the text part, or show an amount
    /// backwards.
    /// </summary>
    public static string Of(string? value)
    {
        if (string.IsNullOrEmpty(value))
            return "";

        var line = new StringBuilder(value.Length);
        foreach (var rune in value.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
                AppendBlank(line);
            else if (!TurnsDirection(rune) && rune != Rune.ReplacementChar)
                line.Append(rune.ToString());
        }

        return line.ToString().TrimEnd();
    }

    /// <summary>The value on one line, cut to a number of characters (Unicode code points).</summary>
    public static string Of(string? value, int maxLength) => string.Concat(Of(value).EnumerateRunes().Take(maxLength));

    private static void AppendBlank(StringBuilder line)
    {
        if (line.Length > 0 && line[^1] != ' ')
            line.Append(' ');
    }

    private static bool TurnsDirection(Rune rune) =>
        rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.PrivateUse;
}

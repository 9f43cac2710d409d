using System.Globalization;
using System.Text.RegularExpressions;

namespace Microservices.ServiceDefaults.Customers;

/// <summary>Writes a day in the long form of the Unicode CLDR: day, month by name, year, no weekday.</summary>
internal static partial class LongDate
{
    /// <summary>
    /// The format for a day in a culture: its own calendar, or the Gregorian one in the same language when the day is outside
    /// that calendar (Umm al-Qura ends in 2077, the Persian calendar begins in 622).
    /// </summary>
    public static DateTimeFormatInfo FormatFor(DateTime day, CultureInfo culture)
    {
        var format = culture.DateTimeFormat;
        if (day >= format.Calendar.MinSupportedDateTime && day <= format.Calendar.MaxSupportedDateTime)
            return format;

        var gregorian = (DateTimeFormatInfo)format.Clone();
        gregorian.Calendar = new GregorianCalendar();
        return gregorian;
    }

    /// <summary>Writes the day.</summary>
    public static string Write(DateTime day, DateTimeFormatInfo format)
    {
        // .NET lists ICU's full form, which has the weekday, before the long one; LongDatePattern is the full one.
        var pattern = format.GetAllDateTimePatterns('D').LastOrDefault(pattern => !pattern.Contains("dddd", StringComparison.Ordinal))
            ?? format.LongDatePattern;

        // .NET would spell the era out.
        var era = format.GetAbbreviatedEraName(Calendar.CurrentEra);
        return day.ToString(QuotedTextOrEra().Replace(pattern, part => part.Value == "g" ? $"\"{era}\"" : part.Value), format);
    }

    [GeneratedRegex("'[^']*'|g")]
    private static partial Regex QuotedTextOrEra();
}

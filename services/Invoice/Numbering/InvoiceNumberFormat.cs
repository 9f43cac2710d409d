using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Microservices.Invoice.Numbering;

/// <summary>Writes invoice numbers, such as <c>INV-2026-000001</c>, from a format with placeholders.</summary>
internal sealed partial class InvoiceNumberFormat
{
    /// <summary>The longest number: the width of the column, and short enough for a bank transfer's reference.</summary>
    public const int MaximumLength = 40;

    private readonly string _format;
    private readonly string _series;

    private InvoiceNumberFormat(string format, string series)
    {
        _format = format;
        _series = series;
    }

    /// <summary>Reads a format.</summary>
    /// <param name="format">Such as <c>INV-{year}-{number:000000}</c>.</param>
    /// <param name="series">The series that is counted.</param>
    /// <param name="parsed">The format, when valid.</param>
    /// <param name="reason">What is wrong with it, when not.</param>
    /// <returns>Whether it is valid.</returns>
    public static bool TryParse(string format, string series, [NotNullWhen(true)] out InvoiceNumberFormat? parsed,
        [NotNullWhen(false)] out string? reason)
    {
        parsed = null;
        reason = Find(format, series);
        if (reason is not null)
            return false;

        parsed = new InvoiceNumberFormat(format, series);
        if (parsed.Write(9999, int.MaxValue).Length <= MaximumLength)
            return true;

        parsed = null;
        reason = $"makes numbers longer than {MaximumLength} characters";
        return false;
    }

    /// <summary>Writes a number.</summary>
    /// <param name="year">Year of issue.</param>
    /// <param name="sequence">The place in series and year, from 1.</param>
    /// <returns>The number as printed.</returns>
    public string Write(int year, long sequence) => Placeholder().Replace(_format, match => match.Groups[1].Value switch
    {
        "year" => year.ToString("0000", CultureInfo.InvariantCulture),
        "series" => _series,
        _ => sequence.ToString(match.Groups[2].Success ? match.Groups[2].Value : "0", CultureInfo.InvariantCulture),
    });

    private static string? Find(string format, string series)
    {
        var names = Placeholder().Matches(format).Select(match => match.Groups[1].Value).ToList();
        if (names.Count(name => name == "year") != 1)
            return "needs {year} once, because the count starts again every year";
        if (names.Count(name => name == "number") != 1)
            return "needs {number} or {number:000000} once";
        if (!names.Contains("series") && !format.Contains(series, StringComparison.Ordinal))
            return $"needs {{series}} or the text of Invoice__Series ('{series}'), or two series would share numbers";

        // A number is part of a URL and a file name, so nothing in it may need escaping.
        return Literals().IsMatch(Placeholder().Replace(format, ""))
            ? null
            : "may hold only letters, digits, '-', '_' and '.' besides {series}, {year} and {number:0…}";
    }

    [GeneratedRegex(@"\{(year|series|number)(?::(0{1,18}))?\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("^[A-Za-z0-9._-]*$")]
    private static partial Regex Literals();
}

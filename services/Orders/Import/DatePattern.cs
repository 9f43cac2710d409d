using System.Globalization;
using Contracts.Rules;

namespace Microservices.Orders.Import;

/// <summary>A .NET custom date format string, with English names: <c>M/d/yyyy</c>, <c>yyyy-MM-dd HH:mm:ss zzz</c>.</summary>
internal sealed class DatePattern
{
    // Every part has a value of its own, and the hour is after noon: a pattern that mixes up two parts reads another date. The year
    // is a past one, because .NET reads a date without a year as one of this year.
    private static readonly DateTimeOffset Sample = new(2012, 11, 23, 14, 35, 52, TimeSpan.Zero);

    private readonly string _pattern;
    private readonly bool _hasZone;

    private DatePattern(string pattern)
    {
        _pattern = pattern;
        _hasZone = pattern.AsSpan().IndexOfAny('z', 'K') >= 0;
    }

    /// <summary>Whether the pattern has a time of day.</summary>
    internal bool HasTime { get; private init; }

    /// <summary>A date written so.</summary>
    internal string Example => Sample.ToString(_pattern, CultureInfo.InvariantCulture);

    /// <summary>Takes a pattern that can tell a day; one that has hours tells them fully.</summary>
    /// <param name="pattern">The format string.</param>
    /// <returns>The pattern, or <see langword="null"/> if dates written so would be lost or mistaken.</returns>
    internal static DatePattern? Find(string pattern)
    {
        // One letter stands for a whole format; Z is a text, and times in UTC would be taken for local ones.
        if (pattern.Length < 2 || pattern.Contains('Z', StringComparison.Ordinal))
            return null;

        try
        {
            var found = new DatePattern(pattern);
            if (found.Read(found.Example, out var read) == InstantReading.Invalid || read.Date != Sample.Date)
                return null;

            var time = read.TimeOfDay;
            return time == TimeSpan.Zero || (time.Hours == Sample.Hour && time.Minutes == (found.Has('m') ? Sample.Minute : 0))
                ? new DatePattern(pattern) { HasTime = time > TimeSpan.Zero }
                : null;
        }
        catch (FormatException)
        {
            return null; // the caller names the parameter
        }
    }

    /// <summary>Reads a date.</summary>
    /// <param name="text">The text.</param>
    /// <param name="instant">The date; its offset means nothing when the pattern has none.</param>
    /// <returns>What the text says.</returns>
    internal InstantReading Read(string text, out DateTimeOffset instant)
    {
        if (!DateTimeOffset.TryParseExact(text, _pattern, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant))
            return InstantReading.Invalid;

        instant = Instants.Cut(instant);
        if (!_hasZone)
            return InstantReading.Local;
        // K reads a date without a zone, too. In UTC: this machine's zone may have no such time.
        if (!DateTime.TryParseExact(text, _pattern, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var read))
            return InstantReading.Invalid;
        return read.Kind == DateTimeKind.Unspecified ? InstantReading.Local : InstantReading.Zoned;
    }

    private bool Has(char specifier) => _pattern.Contains(specifier, StringComparison.Ordinal);
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace Contracts.Rules;

/// <summary>
/// Reads dates of ISO 8601 and RFC 3339, in the culture of nobody. A second may have any number of decimals and is cut, not
/// rounded, to the microsecond, which is what PostgreSQL keeps.
/// </summary>
public static partial class Instants
{
    /// <summary>The name in the schemas, which is JSON Schema's own, of an instant that names its zone.</summary>
    public const string Format = "date-time";

    /// <summary>The rule in words, to follow the name of a member.</summary>
    public const string Words = "must be an instant with its zone, such as 2026-05-01T09:30:00Z";

    private static readonly string[] LocalFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm",
        "yyyy-MM-dd",
    ];

    private static readonly string[] ZonedFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mmK",
    ];

    /// <summary>Reads a date.</summary>
    /// <param name="text">The text.</param>
    /// <param name="instant">The date; its offset means nothing when the text has none.</param>
    /// <returns>What the text says.</returns>
    public static InstantReading Read(string text, out DateTimeOffset instant)
    {
        var reading = ReadFinely(text, out var uncut);
        instant = Cut(uncut);
        return reading;
    }

    /// <summary>Cuts an instant to the microsecond.</summary>
    /// <param name="instant">The instant.</param>
    /// <returns>The instant as <see cref="Read"/> gives it.</returns>
    public static DateTimeOffset Cut(DateTimeOffset instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMicrosecond));

    /// <summary>
    /// Reads a date and cuts it to 100 ns only, as releases did that stored a hash of it: an order that they took is told by it
    /// when it is sent again.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="instant">The date; its offset means nothing when the text has none.</param>
    /// <returns>What the text says.</returns>
    public static InstantReading ReadFinely(string text, out DateTimeOffset instant)
    {
        ArgumentNullException.ThrowIfNull(text);

        // F also matches no digit behind the point.
        instant = default;
        if (PointWithoutDigits().IsMatch(text))
            return InstantReading.Invalid;

        var kept = BeyondTicks().Replace(text, "").ToUpperInvariant();
        // Local first: K also matches "no zone at all", and would take the zone of this machine.
        if (DateTime.TryParseExact(kept, LocalFormats, CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var local))
        {
            instant = new DateTimeOffset(local, TimeSpan.Zero);
            return InstantReading.Local;
        }

        return DateTimeOffset.TryParseExact(kept, ZonedFormats, CultureInfo.InvariantCulture,
            DateTimeStyles.None, out instant)
            ? InstantReading.Zoned
            : InstantReading.Invalid;
    }

    [GeneratedRegex(@"(?<=:[0-9]{2}\.[0-9]{7})[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex BeyondTicks();

    [GeneratedRegex(@"\.(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex PointWithoutDigits();
}

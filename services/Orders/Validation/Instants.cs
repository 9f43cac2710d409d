using System.Globalization;

namespace Microservices.Orders.Validation;

/// <summary>Reads dates of ISO 8601 and RFC 3339, in the culture of nobody.</summary>
internal static class Instants
{
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
    internal static InstantReading Read(string text, out DateTimeOffset instant)
    {
        // Local first: K also matches "no zone at all", and would take the zone of this machine.
        if (DateTime.TryParseExact(text, LocalFormats, CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var local))
        {
            instant = new DateTimeOffset(local, TimeSpan.Zero);
            return InstantReading.Local;
        }

        return DateTimeOffset.TryParseExact(text.ToUpperInvariant(), ZonedFormats, CultureInfo.InvariantCulture,
            DateTimeStyles.None, out instant)
            ? InstantReading.Zoned
            : InstantReading.Invalid;
    }
}

namespace Microservices.DeadLetters.Querying;

/// <summary>Reads and writes points in time: ISO 8601, UTC unless it says otherwise.</summary>
internal static class Instants
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
    ];

    /// <summary>Reads a date, or a date and a time.</summary>
    internal static bool TryParse(string text, out DateTime instant) =>
        DateTime.TryParseExact(text, Formats, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant);

    /// <summary>Writes it as short as its precision allows.</summary>
    internal static string Print(DateTime instant) => instant.TimeOfDay == TimeSpan.Zero
        ? instant.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : instant.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture);
}

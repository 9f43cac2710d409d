namespace Microservices.Orders.Import;

/// <summary>
/// Reads wall-clock times of a zone. When clocks go back, an hour happens twice: the first is meant, being the earlier.
/// When they go forward, an hour does not happen: such a time was written by a clock that had not been changed, so the
/// offset of before counts, and 01:30 is half an hour after the change.
/// </summary>
internal static class ShopClock
{
    // Nearer to the ends of the calendar, a day around it or its time in UTC would be beyond them.
    private static readonly DateTime First = DateTime.MinValue.AddDays(2);
    private static readonly DateTime Last = DateTime.MaxValue.AddDays(-2);

    /// <returns>The time, or <see langword="null"/> within two days of the ends of the calendar.</returns>
    internal static DateTimeOffset? ToUtc(DateTime wallClock, TimeZoneInfo zone) => ToUtc(wallClock, zone, out _);

    /// <param name="wallClock">The time.</param>
    /// <param name="zone">Where the clock is.</param>
    /// <param name="guess">What was guessed, by <see cref="Guesses"/>, if anything.</param>
    /// <returns>The time, or <see langword="null"/> within two days of the ends of the calendar.</returns>
    internal static DateTimeOffset? ToUtc(DateTime wallClock, TimeZoneInfo zone, out string? guess)
    {
        guess = null;
        if (wallClock < First || wallClock > Last)
            return null;

        // By the offsets around it: TimeZoneInfo's own "invalid" and "ambiguous" miss zones such as Europe/Dublin,
        // whose winter is the exception.
        var local = new DateTimeOffset(wallClock, TimeSpan.Zero);
        var before = zone.GetUtcOffset(local.AddDays(-1));
        var after = zone.GetUtcOffset(local.AddDays(1));
        var isBefore = zone.GetUtcOffset(local - before) == before;
        var isAfter = zone.GetUtcOffset(local - after) == after;
        if (before != after && isBefore == isAfter)
            guess = isBefore ? Guesses.TimeTwice : Guesses.TimeSkipped;
        return local - (isAfter && !isBefore ? after : before);
    }
}

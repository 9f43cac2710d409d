namespace Microservices.Orders.Import;

/// <summary>
/// Reads wall-clock times of a zone. When clocks go back, an hour happens twice: the first is meant, being the earlier.
/// When they go forward, an hour does not happen: such a time was written by a clock that had not been changed, so the
/// offset of before counts, and 01:30 is half an hour after the change.
/// </summary>
internal static class ShopClock
{
    internal static DateTimeOffset ToUtc(DateTime wallClock, TimeZoneInfo zone)
    {
        var local = DateTime.SpecifyKind(wallClock, DateTimeKind.Unspecified);
        TimeSpan offset;
        if (zone.IsAmbiguousTime(local))
            offset = zone.GetAmbiguousTimeOffsets(local).Max();
        else if (zone.IsInvalidTime(local))
            offset = zone.GetUtcOffset(local.AddDays(-1));
        else
            offset = zone.GetUtcOffset(local);

        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}

using System.Globalization;
using Microservices.Orders.Import;

namespace Microservices.Orders.Tests.Import;

public class ShopClockTests
{
    [Theory]
    [InlineData("Europe/London", "2011-01-15 12:00", "2011-01-15 12:00")]
    [InlineData("Europe/London", "2011-07-15 12:00", "2011-07-15 11:00")]
    // Clocks went forward at 01:00: 01:30 never was; the old offset counts.
    [InlineData("Europe/London", "2011-03-27 00:59", "2011-03-27 00:59")]
    [InlineData("Europe/London", "2011-03-27 01:30", "2011-03-27 01:30")]
    [InlineData("Europe/London", "2011-03-27 02:30", "2011-03-27 01:30")]
    // Clocks went back at 02:00: 01:30 was twice; the first counts.
    [InlineData("Europe/London", "2011-10-30 00:30", "2011-10-29 23:30")]
    [InlineData("Europe/London", "2011-10-30 01:30", "2011-10-30 00:30")]
    [InlineData("Europe/London", "2011-10-30 02:00", "2011-10-30 02:00")]
    [InlineData("America/New_York", "2011-03-13 02:30", "2011-03-13 07:30")]
    [InlineData("America/New_York", "2011-11-06 01:30", "2011-11-06 05:30")]
    [InlineData("Europe/Dublin", "2011-03-27 01:30", "2011-03-27 01:30")]
    [InlineData("Europe/Dublin", "2011-10-30 01:30", "2011-10-30 00:30")]
    [InlineData("Asia/Kolkata", "2011-07-15 12:00", "2011-07-15 06:30")]
    public void Should_read_wall_clocks(string zone, string wallClock, string utc) =>
        ShopClock.ToUtc(Parse(wallClock), TimeZoneInfo.FindSystemTimeZoneById(zone))
            .ShouldBe(new DateTimeOffset(Parse(utc), TimeSpan.Zero));

    [Theory]
    [InlineData("0001-01-01 00:00")]
    [InlineData("9999-12-31 23:59")]
    public void Should_know_no_time_at_the_ends_of_the_calendar(string wallClock)
    {
        ShopClock.ToUtc(Parse(wallClock), TimeZoneInfo.FindSystemTimeZoneById("Pacific/Kiritimati")).ShouldBeNull();
        ShopClock.ToUtc(Parse(wallClock), TimeZoneInfo.FindSystemTimeZoneById("Pacific/Pago_Pago")).ShouldBeNull();
    }

    private static DateTime Parse(string text) =>
        DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}

using Contracts.Rules;
using Microservices.Orders.Import;

namespace Microservices.Orders.Tests.Import;

[Collection<AloneInTheProcess>]
public sealed class When_the_machine_is_east_of_Greenwich : IDisposable
{
    private const string Variable = "TZ";
    private readonly string? _zone = Environment.GetEnvironmentVariable(Variable);

    public When_the_machine_is_east_of_Greenwich() => Use("Asia/Tokyo");

    public void Dispose() => Use(_zone);

    [Theory]
    [InlineData("0001-01-01 00:00:00 +00:00", InstantReading.Zoned)]
    [InlineData("0001-01-01 00:00:00 +14:00", InstantReading.Invalid)]
    [InlineData("9999-12-31 23:59:59 +00:00", InstantReading.Zoned)]
    [InlineData("9999-12-31 23:59:59 -05:00", InstantReading.Invalid)]
    public void Should_read_a_date_at_the_ends_of_the_calendar_as_elsewhere(string text, object expected)
    {
        TimeZoneInfo.Local.BaseUtcOffset.ShouldBe(TimeSpan.FromHours(9));

        DatePattern.Find("yyyy-MM-dd HH:mm:ss zzz").ShouldNotBeNull().Read(text, out _).ShouldBe(expected);
    }

    private static void Use(string? zone)
    {
        Environment.SetEnvironmentVariable(Variable, zone);
        TimeZoneInfo.ClearCachedData();
    }
}

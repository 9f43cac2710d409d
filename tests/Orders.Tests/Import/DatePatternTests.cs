using Microservices.Orders.Import;
using Microservices.Orders.Validation;
using static Microservices.Orders.Tests.Import.ImportHarness;

namespace Microservices.Orders.Tests.Import;

public class DatePatternTests
{
    // In summer, so that a zone that is taken for another shows.
    [Theory]
    [InlineData("yyyy-MM-dd HH:mm:ss zzz", "2026-07-01 09:30:00 +0100", "2026-07-01T08:30:00Z")]
    [InlineData("yyyy-MM-dd HH:mm:ss zzz", "2026-07-01 09:30:00 -05:00", "2026-07-01T14:30:00Z")]
    [InlineData("M/d/yyyy", "7/4/1996", "1996-07-03T23:00:00Z")]
    [InlineData("M/d/yyyy", "07/04/1996", "1996-07-03T23:00:00Z")]
    [InlineData("d/M/yyyy", "7/4/1996", "1996-04-06T23:00:00Z")]
    [InlineData("M/d/yyyy h:mm tt", "7/4/1996 2:30 PM", "1996-07-04T13:30:00Z")]
    [InlineData("dd.MM.yyyy HH:mm", "04.07.1996 14:30", "1996-07-04T13:30:00Z")]
    [InlineData("d-MMM-yy", "4-Jul-96", "1996-07-03T23:00:00Z")]
    [InlineData("yyyyMMdd", "19960704", "1996-07-03T23:00:00Z")]
    [InlineData("yyyy-MM-dd'T'HH:mm:ssK", "2026-07-01T09:30:00", "2026-07-01T08:30:00Z")]
    [InlineData("yyyy-MM-dd'T'HH:mm:ssK", "2026-07-01T09:30:00Z", "2026-07-01T09:30:00Z")]
    public async Task Should_read_dates_as_they_are_said_to_be_written(string pattern, string date, string instant)
    {
        var order = await ReadAsync(date, pattern);

        order.Order.ShouldNotBeNull().ConfirmedAt.ShouldBe(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("7/4/1996", null, "dateFormat=M/d/yyyy")]
    [InlineData("7/25/1996", null, "which number is the day")]
    [InlineData("07.04.1996 09:30", null, "which number is the day")]
    [InlineData("4 July 1996", null, "dateFormat")]
    [InlineData("2026-05-01 09:30:00 +0100", null, "dateFormat")]
    [InlineData("25/7/1996", "M/d/yyyy", "11/23/2012")]
    [InlineData("1996-07-04", "M/d/yyyy", "11/23/2012")]
    [InlineData("7/4/96", "M/d/yyyy", "11/23/2012")]
    [InlineData("1/1/0001", "M/d/yyyy", "11/23/2012")]
    public async Task Should_refuse_a_date_that_would_be_a_guess_and_say_how_to_tell(string date, string? pattern, string message)
    {
        var order = await ReadAsync(date, pattern);

        order.Violations.PrimaryCode.ShouldBe(Reasons.DateInvalid);
        order.Violations.Items[0].Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("d")]
    [InlineData("O")]
    [InlineData("M/d")]
    [InlineData("M/yyyy")]
    [InlineData("HH:mm")]
    [InlineData("d/d/yyyy")]
    [InlineData("yyyy-mm-dd")]
    [InlineData("yyyy-MM-dd hh:mm")]
    [InlineData("yyyy-MM-dd'T'HH:mm:ssZ")]
    [InlineData("%%")]
    [InlineData("'")]
    public void Should_not_take_a_pattern_that_loses_or_mistakes_a_part(string pattern) => DatePattern.Find(pattern).ShouldBeNull();

    [Theory]
    [InlineData("2026-07-01", null, Guesses.TimeMissing)]
    [InlineData("7/1/2026", "M/d/yyyy", Guesses.TimeMissing)]
    [InlineData("2026-07-01 09:30:00", null, null)]
    [InlineData("2026-07-01T00:00:00Z", null, null)]
    [InlineData("2026-10-25 01:30:00", null, Guesses.TimeTwice)]
    [InlineData("2026-03-29 01:30:00", null, Guesses.TimeSkipped)]
    [InlineData("2026-03-29 00:30:00", null, null)]
    public async Task Should_say_what_was_guessed_about_a_time(string date, string? pattern, string? guess) =>
        (await ReadAsync(date, pattern)).Guesses.ShouldBe(guess is null ? [] : [guess]);

    private static async Task<ImportedOrder> ReadAsync(string date, string? pattern) =>
        (await ReadCsvAsync(Header + Line("1", date: date) + Line("1", date: date),
            change: options => options with { DateFormat = pattern is null ? null : DatePattern.Find(pattern) }))
            .ShouldHaveSingleItem();
}

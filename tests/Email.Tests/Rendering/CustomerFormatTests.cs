using System.Globalization;
using Microservices.Email.Tests.Support;
using Microservices.ServiceDefaults.Customers;

namespace Microservices.Email.Tests.Rendering;

/// <summary>Dates in every culture that .NET has, beside what ICU itself makes of them.</summary>
public class CustomerFormatTests
{
    // Neutral ones too: that is what "locale": "ru" means. "en" is British by decision; the invariant one is no customer's.
    private static readonly string[] Cultures =
    [
        .. CultureInfo.GetCultures(CultureTypes.AllCultures).Select(culture => culture.Name).Where(name => name is not ("" or "en")),
    ];

    // A day in each month, so that every name of a month, and every case of it, is compared.
    private static readonly DateTime[] Days = [.. Enumerable.Range(1, 12).Select(month => new DateTime(2026, month, 2 * month, 12, 0, 0, DateTimeKind.Utc))];

    [Fact]
    public void Should_write_days_in_every_culture_as_icu_does()
    {
        var wrong = Cultures.SelectMany(culture => Icu.LongDates(culture, Days)
            .Zip(Days, (icu, day) => (Culture: culture, Icu: icu, Ours: Moment(culture, day)))
            .Where(both => !both.Ours.StartsWith($"{both.Icu}, ", StringComparison.Ordinal)));

        wrong.ShouldBeEmpty();
        Cultures.Length.ShouldBeGreaterThan(700);
    }

    [Fact]
    public void Should_write_any_day_in_every_culture()
    {
        // Ends of .NET's calendars, from inside and outside, and of time itself.
        string[] days =
        [
            "0001-01-01", "0622-03-21", "0622-03-22", "0622-07-18", "1582-10-15", "1583-01-01", "1868-09-07", "1900-04-29",
            "1911-12-31", "2077-11-16", "2077-11-17", "2078-01-01", "2239-09-29", "2240-01-01", "9456-12-31", "9457-01-01", "9999-12-31",
        ];
        var instants = days.Select(day => DateTime.Parse(day, CultureInfo.InvariantCulture)).Append(DateTime.MaxValue).ToList();

        foreach (var culture in Cultures)
            instants.ShouldAllBe(day => Moment(culture, day).EndsWith(" UTC"), culture);
    }

    [Theory]
    [InlineData("ar-SA", "1900-04-29")]
    [InlineData("ar-SA", "2077-11-17")]
    [InlineData("ar-SA", "9999-12-31")]
    [InlineData("fa-IR", "0001-01-01")]
    [InlineData("lrc", "0001-01-01")]
    public void Should_write_a_day_that_the_customers_calendar_has_not_by_the_gregorian_one(string culture, string day)
    {
        var gregorian = (DateTimeFormatInfo)CultureInfo.GetCultureInfo(culture).DateTimeFormat.Clone();
        gregorian.Calendar = new GregorianCalendar();
        var date = DateTime.Parse(day, CultureInfo.InvariantCulture);

        var moment = Moment(culture, date);

        moment.ShouldContain(date.ToString("yyyy", CultureInfo.InvariantCulture));
        moment.ShouldContain(gregorian.GetMonthName(date.Month));
    }

    [Theory]
    [InlineData("ru-RU", "7 марта 2026 г., 14:05 UTC")]
    [InlineData("bg", "7 март 2026 г., 14:05 ч. UTC")]
    [InlineData("hu-HU", "2026. március 7., 14:05 UTC")]
    [InlineData("hr", "7. ožujka 2026., 14:05 UTC")]
    [InlineData("th-TH", "7 มีนาคม 2569, 14:05 UTC")]
    [InlineData("ar-SA", "18 رمضان 1447 هـ, 2:05 م UTC")]
    [InlineData("ar", "7 مارس 2026, 2:05 م UTC")]
    public void Should_write_the_time_in_utc_by_culture(string locale, string expected) =>
        Moment(locale, TestOrders.ConfirmedAt.UtcDateTime).Replace('\u00A0', ' ').Replace('\u202F', ' ').ShouldBe(expected);

    [Theory]
    [InlineData("de", "EUR", "1.234,50 €")]
    [InlineData("ja", "JPY", "￥1,235")]
    [InlineData("pl", "PLN", "1 234,50 zł")]
    [InlineData("sr", "RSD", "1.234,50 RSD")]
    [InlineData("ceb", "PHP", "PHP 1,234.50")]
    public void Should_know_the_currency_of_a_language_alone(string locale, string currency, string expected) =>
        new CustomerFormat(CustomerCulture.Find(locale), currency).Money(currency == "JPY" ? 1235m : 1234.5m)
            .Replace('\u00A0', ' ').ShouldBe(expected);

    private static string Moment(string locale, DateTime utc) =>
        new CustomerFormat(CustomerCulture.Find(locale), "EUR").Moment(new DateTimeOffset(utc, TimeSpan.Zero));
}

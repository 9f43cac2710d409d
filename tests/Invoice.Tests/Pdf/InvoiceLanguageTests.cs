using System.Globalization;
using Microservices.Invoice.Pdf.Labels;

namespace Microservices.Invoice.Tests.Pdf;

public class InvoiceLanguageTests
{
    [Theory]
    [InlineData("en-SA", "2026-03-07", "7 March 2026")] // Umm al-Qura
    [InlineData("en-SA", "0001-01-01", "1 January 0001")]
    [InlineData("en-SA", "2078-01-01", "1 January 2078")]
    [InlineData("fr-IR", "0001-01-01", "1 janvier 0001")] // Persian
    [InlineData("de-IR", "2026-03-07", "7. März 2026")]
    [InlineData("es-TH", "2026-03-07", "7 de marzo de 2026")] // Buddhist
    [InlineData("en-US-u-ca-buddhist", "9999-12-31", "31 December 9999")]
    [InlineData("ar-SA", "9999-12-31", "31 December 9999")]
    public void Should_date_by_the_gregorian_calendar(string locale, string date, string expected) =>
        InvoiceLanguage.For(locale).Date(DateOnly.Parse(date, CultureInfo.InvariantCulture)).ShouldBe(expected);

    [Fact]
    public void Should_date_in_every_culture()
    {
        foreach (var culture in CultureInfo.GetCultures(CultureTypes.AllCultures))
        {
            InvoiceLanguage.For(culture.Name).Date(DateOnly.MinValue).ShouldContain("0001", customMessage: culture.Name);
            InvoiceLanguage.For(culture.Name).Date(DateOnly.MaxValue).ShouldContain("9999", customMessage: culture.Name);
        }
    }
}

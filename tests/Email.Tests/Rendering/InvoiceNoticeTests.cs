using System.Globalization;
using Microservices.Email.Rendering;
using Microservices.Email.Tests.Support;

namespace Microservices.Email.Tests.Rendering;

public sealed class InvoiceNoticeTests
{
    /// <summary>Every language of the confirmation, read from where they are.</summary>
    public static TheoryData<string> AllLanguages => [.. typeof(Languages).GetProperties()
        .Select(property => property.GetValue(null)).OfType<ConfirmationTexts>().Select(texts => texts.Words.Language)];

    [Theory]
    [InlineData("en-GB", "GBP", "unpaid")]
    [InlineData("de-DE", "EUR", "paid")]
    [InlineData("fr-FR", "EUR", "unpaid")]
    [InlineData("es-ES", "EUR", "paid")]
    [InlineData("pl-PL", "PLN", null)]
    public void Should_read_as_approved(string locale, string currency, string? paymentStatus) =>
        Notice(locale, currency, paymentStatus).ShouldSatisfyAllConditions(
            x => InvoiceHtmlBody.Write(x).ShouldMatchGolden($"invoice-{locale}.html"),
            x => InvoiceTextBody.Write(x).ShouldMatchGolden($"invoice-{locale}.txt"));

    [Theory]
    [MemberData(nameof(AllLanguages))]
    public void Should_speak_every_language_of_the_confirmation(string language)
    {
        var texts = InvoiceLanguages.For(CultureInfo.GetCultureInfo(language));

        texts.Common.Words.Language.ShouldBe(language);
        string[] words = [texts.Subject("1"), texts.Preview("1", "2"), texts.Headline, texts.Introduction("1"), texts.InvoiceNumber,
            texts.IssuedOn, texts.IsPaid, texts.IsUnpaid];
        words.ShouldBeUnique();
        if (language != "en")
            words.ShouldNotContain(word => word == InvoiceLanguages.English.IsPaid || word == InvoiceLanguages.English.Headline);
    }

    [Theory]
    [InlineData("en", "Your invoice INV-2026-000042")]
    [InlineData("de-AT", "Ihre Rechnung INV-2026-000042")]
    [InlineData("fr-CA", "Votre facture INV-2026-000042")]
    [InlineData("es-419", "Tu factura INV-2026-000042")]
    [InlineData("ja-JP", "Your invoice INV-2026-000042")]
    [InlineData("xx-YY", "Your invoice INV-2026-000042")]
    public void Should_speak_the_customers_language_or_english(string locale, string subject)
    {
        var notice = Notice(locale, "EUR");

        notice.Texts.Subject(notice.InvoiceNumber).ShouldBe(subject);
    }

    [Theory]
    [InlineData("en-GB", "GBP", "£1,263.90", "7 March 2026")]
    [InlineData("en-US", "USD", "$1,263.90", "March 7, 2026")]
    [InlineData("de-DE", "EUR", "1.263,90 €", "7. März 2026")]
    [InlineData("fr-FR", "EUR", "1 263,90 €", "7 mars 2026")]
    [InlineData("ja-JP", "USD", "USD 1,263.90", "2026年3月7日")]
    public void Should_write_amount_and_date_by_the_customers_locale(string locale, string currency, string total, string date)
    {
        var notice = Notice(locale, currency);

        WithPlainBlanks(notice.Total).ShouldBe(total);
        WithPlainBlanks(notice.IssuedOn).ShouldBe(date);
    }

    [Fact]
    public void Should_encode_every_value_and_keep_it_on_one_line()
    {
        const string Attack = "<script>\r\nTotal: £0.00\u202E";
        var order = TestOrders.Order(name: Attack) with { OrderNumber = Attack };
        var stored = TestInvoices.Stored(order, TestInvoices.Pdf());

        var notice = InvoiceNotice.Of(Attack, stored.Summary!, Attack);

        InvoiceHtmlBody.Write(notice).ShouldNotContain("<script");
        InvoiceTextBody.Write(notice).Split('\n').ShouldNotContain(line => line.StartsWith("Total: £0.00"));
        InvoiceTextBody.Write(notice).ShouldNotContain('\u202E');
    }

    private static InvoiceNotice Notice(string locale, string currency, string? paymentStatus = "paid") => InvoiceNotice.Of(TestInvoices.Number,
        TestInvoices.Stored(TestOrders.Order(locale, currency), TestInvoices.Pdf(), paymentStatus).Summary!, "Example Shop", TestLinks.Link);

    private static string WithPlainBlanks(string text) => text.Replace('\u00A0', ' ').Replace('\u202F', ' ');
}

using System.Diagnostics;
using System.Text.RegularExpressions;
using Contracts.Orders;
using Microservices.Invoice.Pdf;
using Microservices.Invoice.Pdf.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;

namespace Microservices.Invoice.Tests.Pdf;

public partial class InvoiceRendererTests
{
    [Fact]
    public void Should_look_the_same_every_time()
    {
        var order = TestOrders.WithLines(70);

        var first = Pages(Render(order));
        Thread.CurrentThread.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo("de-DE");
        var second = Pages(Render(order));

        second.ShouldBe(first);
    }

    [Fact]
    public void Should_look_the_same_on_many_threads()
    {
        var order = TestOrders.Create(TestOrders.Line(1, 1m, "東京 مكتبة हिन्दी ไทย"), TestOrders.Line(2, 2m));
        var expected = Pages(Render(order));

        Parallel.For(0, 64, _ => Pages(Render(order)).ShouldBe(expected));
    }

    [Fact]
    public void Should_print_what_an_invoice_needs()
    {
        var text = string.Join('\n', Pages(Render(TestOrders.Create() with { Payment = new Payment { Status = "unpaid" } })));

        foreach (var expected in new[]
        {
            "Invoice", "INV-2026-000042", "22 November 2026", "6 December 2026", "536365", "17850", "Example Trading Ltd",
            "GB 000 0000 00", "IBAN GB00 EXAM", "Ada Beispiel", "Königstraße 12", "70173 Stuttgart", "85123A",
            "WHITE HANGING HEART", "15.30", "20.34", "22.00", "19%", "48.44", "9.20", "GBP 57.64", "Page 1 of 1",
        })
            text.ShouldContain(expected);
    }

    [Theory]
    [InlineData("de-DE", "Rechnung", "22. November 2026", "1.234,50", "19 %")]
    [InlineData("fr-FR", "Facture", "22 novembre 2026", "1 234,50", "19 %")]
    [InlineData("es-ES", "Factura", "22 de noviembre de 2026", "1.234,50", "19 %")]
    [InlineData("en-US", "Invoice", "22 November 2026", "1,234.50", "19%")]
    [InlineData("de-CH", "Rechnung", "22. November 2026", "1’234.50", "19 %")]
    [InlineData("it-IT", "Invoice", "22 November 2026", "1,234.50", "19%")]
    [InlineData("not a locale!", "Invoice", "22 November 2026", "1,234.50", "19%")]
    [InlineData("de-!!", "Rechnung", "22. November 2026", "1.234,50", "19 %")]
    public void Should_speak_the_customers_language(string locale, params string[] expected)
    {
        var order = TestOrders.Create(TestOrders.Line(1, 1_234.50m));

        var text = string.Join('\n', Pages(Render(order with { Customer = order.Customer with { Locale = locale } })));

        foreach (var part in expected)
            text.ShouldContain(part);
    }

    [Theory]
    [InlineData("JPY", "1,235", "1235")]
    [InlineData("KWD", "1,234.567", "1234.567")]
    public void Should_print_as_many_decimals_as_the_currency_has(string currency, string printed, string price)
    {
        var unitPrice = decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture);
        var order = TestOrders.Create(TestOrders.Line(1, unitPrice)) with { Currency = currency };

        Pages(Render(order))[0].ShouldContain($"{currency} {printed}");
    }

    [Fact]
    public void Should_print_every_decimal_of_a_price()
    {
        var page = Pages(Render(TestOrders.Create(TestOrders.Line(1_000, 0.012345m))))[0];

        page.ShouldContain("0.012345");
        page.ShouldContain("GBP 12.35");
    }

    [Fact]
    public void Should_mark_every_page_of_an_invented_seller()
    {
        var real = TestInvoices.Demo();
        real.Seller.Demo = false;

        Pages(Render(TestOrders.WithLines(60))).ShouldAllBe(page => page.Contains("SPECIMEN"));
        Pages(new InvoiceRenderer(TestFonts.All).Render(TestInvoices.Print(TestOrders.Create(), real)).Pdf).ShouldAllBe(page => !page.Contains("SPECIMEN"));
    }

    [Fact]
    public void Should_say_where_to_pay_only_where_an_order_is_unpaid()
    {
        Pages(Render(TestOrders.Create() with { Payment = new Payment { Status = "unpaid" } }))[0].ShouldContain("Please transfer GBP 57.64");
        Pages(Render(TestOrders.Create() with { Payment = new Payment { Status = "paid", Method = "Visa" } }))[0].ShouldNotContain("Please transfer");
        Pages(Render(TestOrders.Create()))[0].ShouldNotContain("Please transfer");
    }

    [Fact]
    public void Should_tell_exempt_goods_from_those_taxed_at_zero()
    {
        var line = TestOrders.Line(1, 1m);

        var text = Pages(Render(TestOrders.Create(line with { VatCategory = "exempt" }, line with { VatCategory = "zero" })))[0];

        text.Split("0%").Length.ShouldBe(3, "the line and the sum of one");
        text.Split("exempt").Length.ShouldBe(4, "the line and the sum of the other, and the note");
    }

    [Fact]
    public void Should_explain_an_export_without_vat()
    {
        var order = TestOrders.Create() with { ShippingAddress = new ShippingAddress { CountryCode = "AU" } };

        var text = Pages(Render(order))[0];

        text.ShouldContain("Export outside the seller's VAT area");
        text.ShouldContain("0%");
    }

    [Fact]
    public void Should_carry_totals_over_pages()
    {
        var order = TestOrders.WithLines(60);

        var pages = Pages(Render(order));

        pages.Count.ShouldBe(3);
        pages.Index().ShouldAllBe(page => page.Item.Contains($"Page {page.Index + 1} of 3"));
        pages.ShouldAllBe(page => page.Contains("Amount GBP"));
        pages.Take(2).ShouldAllBe(page => page.Contains("Carried forward") && !page.Contains("VAT summary"));
        pages.Skip(1).ShouldAllBe(page => page.Contains("Brought forward"));
        pages[2].ShouldContain("VAT summary");

        var linesOnFirstPage = order.Lines.Count(line => pages[0].Contains($"{line.Description} "));
        var carried = order.Lines.Take(linesOnFirstPage).Sum(line => line.Quantity * line.UnitPrice)
            .ToString("N2", System.Globalization.CultureInfo.InvariantCulture);
        pages[0].ShouldContain(carried);
        pages[1].ShouldContain(carried);
    }

    [Theory]
    [InlineData("🎁 gift 日本語 мир Ωμέγα")]
    [InlineData("👩‍👩‍👧‍👦 e\u0301 \u0000\u0007\n\ttab")]
    [InlineData("\ud83d half a pair")]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("עברית العربية")]
    public void Should_draw_any_text(string text)
    {
        var order = TestOrders.Create(TestOrders.Line(1, 1m, text), new OrderLine
        {
            Sku = text,
            Description = string.Concat(Enumerable.Repeat(text + "x", 40)),
            Quantity = 1,
            UnitPrice = 2m,
        });
        order = order with
        {
            Customer = order.Customer with { Name = text + "N" },
            ShippingAddress = new ShippingAddress { Line1 = text, City = text },
        };

        Pages(Render(order))[0].ShouldContain("GBP 3.00");
    }

    [Fact]
    public void Should_cut_a_description_without_end()
    {
        var order = TestOrders.Create(TestOrders.Line(1, 1m, string.Concat(Enumerable.Repeat("word ", 200_000))),
            TestOrders.Line(1, 1m, new string('W', 1_000_000)));

        var pages = Pages(Render(order));

        pages.Count.ShouldBe(1);
        pages[0].ShouldContain("…");
    }

    [Fact]
    public void Should_render_a_very_long_order()
    {
        var order = TestOrders.WithLines(1_114);
        var start = Stopwatch.GetTimestamp();

        var pages = Pages(Render(order));

        pages[^1].ShouldContain("ARTICLE 1114 ");
        pages[^1].ShouldContain($"Page {pages.Count} of {pages.Count}");
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(20)); // reading it back is the most of it
    }

    [Fact]
    public void Should_print_every_line_of_a_long_address()
    {
        var lines = Enumerable.Range(1, 12).Select(line => $"Address line number {line} of twelve");
        var invoice = TestInvoices.Print(TestOrders.Create());

        var text = Pages(Render(invoice with { Content = invoice.Content with { BuyerLines = [.. lines] } }))[0];

        for (var line = 1; line <= 12; line++)
            text.ShouldContain($"Address line number {line} of twelve");
        text.ShouldContain("GBP 57.64");
        text.IndexOf("number 12 of", StringComparison.Ordinal).ShouldBeLessThan(text.IndexOf("85123A", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("W")]
    [InlineData("ก")]
    [InlineData("龍")]
    [InlineData("ش")]
    public void Should_print_every_letter_of_words_without_a_blank(string letter)
    {
        var word = string.Concat(Enumerable.Repeat(letter, 200));
        var invoice = TestInvoices.Print(TestOrders.Create(TestOrders.Line(1, 1m, "short")));

        var pdf = Render(invoice with { Content = invoice.Content with { BuyerLines = [.. Enumerable.Repeat(word, 9)] } });

        using var document = PdfDocument.Open(pdf);
        var page = document.GetPage(1);
        page.Letters.Where(drawn => drawn.Value.Normalize(System.Text.NormalizationForm.FormKC) == letter)
            .ShouldAllBe(drawn => drawn.BoundingBox.Right <= 310 && drawn.BoundingBox.Left >= 55);
        PdfLines.Of(page).Sum(line => line.Count(character => character == letter[0])).ShouldBe(9 * 200);
        page.Text.ShouldContain("85123A");
    }

    [Fact]
    public void Should_not_draw_boxes_while_a_font_file_is_missing()
    {
        using var fonts = TestFonts.Without("NotoSansCJK-Regular.otf");
        var renderer = new InvoiceRenderer(fonts);

        renderer.Render(TestInvoices.Print(TestOrders.Create())).MissingCharacters.ShouldBeNull();
        var failure = Should.Throw<FontFileMissingException>(
            () => renderer.Render(TestInvoices.Print(TestOrders.Create(TestOrders.Line(1, 1m, "東")))));

        failure.Message.ShouldContain("U+6771");
        failure.Message.ShouldContain("NotoSansCJK-Regular.otf");
    }

    [Fact]
    public void Should_tell_which_characters_no_font_has()
    {
        var order = TestOrders.Create(TestOrders.Line(1, 1m, "gift 🎁🎁 👩‍👧"));

        new InvoiceRenderer(TestFonts.All).Render(TestInvoices.Print(order)).MissingCharacters
            .ShouldBe("U+1F381 U+1F467 U+1F469");
    }

    private static byte[] Render(OrderConfirmed order) => Render(TestInvoices.Print(order));

    private static byte[] Render(PrintedInvoice invoice) => new InvoiceRenderer(TestFonts.All).Render(invoice).Pdf;

    private static List<string> Pages(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return document.GetPages()
            .Select(page => AnySpace().Replace(ContentOrderTextExtractor.GetText(page), " "))
            .ToList();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex AnySpace();
}

using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Microservices.Invoice.Amounts;
using Microservices.Invoice.Pdf;
using Microservices.Invoice.Tests.Xml.Rules;
using Microservices.Invoice.Xml;

namespace Microservices.Invoice.Tests.Xml;

public class InvoiceXmlWriterTests
{
    public static TheoryData<string> Kinds => [.. XmlSamples.Names];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Should_keep_every_rule_of_the_norm(string kind)
    {
        var invoice = XmlSamples.Of(kind);

        XmlObstacles.Find(invoice).ShouldBeNull();
        En16931Rules.FindBreaches(InvoiceXmlWriter.Write(invoice).Content).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Should_say_the_amounts_of_the_pdf(string kind)
    {
        var invoice = XmlSamples.Of(kind);
        var xml = Read(invoice);

        var totals = xml.All(Cii.Totals).Single();
        totals.Number("TaxBasisTotalAmount").ShouldBe(invoice.Net);
        totals.Number("TaxTotalAmount").ShouldBe(invoice.Vat);
        totals.Number("GrandTotalAmount").ShouldBe(invoice.Gross);
        xml.All(Cii.Taxes).Select(sum => (sum.Number("RateApplicablePercent"), sum.Number("BasisAmount"), sum.Number("CalculatedAmount")))
            .ShouldBe(invoice.Content.VatSummary.Select(sum => ((decimal?)sum.RatePercent, (decimal?)sum.Net, (decimal?)sum.Vat)));
        xml.All(Cii.Lines).Select(line => (line.Text("SpecifiedTradeProduct/Name") ?? "", line.Number("SpecifiedLineTradeDelivery/BilledQuantity")))
            .ShouldBe(invoice.Content.Lines.Select(line => (line.Description, (decimal?)line.Quantity)));
    }

    [Theory]
    [InlineData("paid", "57.64", "0.00", null, null)]
    [InlineData("unpaid", null, "57.64", "20261206", "GB00EXAM00000000000000")]
    [InlineData("payment not told", null, "57.64", null, null)]
    public void Should_say_what_is_due(string kind, string? paid, string due, string? day, string? account)
    {
        var xml = Read(XmlSamples.Of(kind));

        xml.Text($"{Cii.Totals}/TotalPrepaidAmount").ShouldBe(paid);
        xml.Text($"{Cii.Totals}/DuePayableAmount").ShouldBe(due);
        xml.Text($"{Cii.Settlement}/SpecifiedTradePaymentTerms/DueDateDateTime/DateTimeString").ShouldBe(day);
        xml.Text($"{Cii.Settlement}/SpecifiedTradeSettlementPaymentMeans/PayeePartyCreditorFinancialAccount/IBANID").ShouldBe(account);
    }

    [Fact]
    public void Should_tell_the_way_of_payment()
    {
        var means = Read(XmlSamples.Of("paid")).All($"{Cii.Settlement}/SpecifiedTradeSettlementPaymentMeans").ShouldHaveSingleItem();

        (means.Text("TypeCode"), means.Text("Information")).ShouldBe(("1", "Visa"));
        Read(XmlSamples.Of("unpaid by method")).Text($"{Cii.Settlement}/SpecifiedTradeSettlementPaymentMeans/TypeCode").ShouldBe("30");
    }

    [Theory]
    [InlineData("intra-Community", "K", "VATEX-EU-IC")]
    [InlineData("export", "G", "VATEX-EU-G")]
    [InlineData("export of a British seller", "G", null)]
    [InlineData("exempt", "E", null)]
    public void Should_say_why_there_is_no_vat(string kind, string category, string? code)
    {
        var sum = Read(XmlSamples.Of(kind)).All(Cii.Taxes).First(tax => tax.Text("CategoryCode") == category);

        sum.Text("ExemptionReasonCode").ShouldBe(code);
        sum.Has("ExemptionReason").ShouldBeTrue();
    }

    [Fact]
    public void Should_write_codes_of_countries_only()
    {
        var xml = Read(XmlSamples.Of("from Northern Ireland"));

        xml.Text($"{Cii.Agreement}/SellerTradeParty/PostalTradeAddress/CountryID").ShouldBe("GB");
        xml.VatIdOf("BuyerTradeParty").ShouldBe("FR40303265045");
    }

    [Fact]
    public void Should_note_a_number_that_names_no_country()
    {
        var xml = Read(XmlSamples.Of("delivered elsewhere"));

        xml.VatIdOf("BuyerTradeParty").ShouldBeNull();
        xml.All("ExchangedDocument/IncludedNote/Content").Select(note => note.Value).ShouldBe(["SPECIMEN", "Your VAT ID: 123456789"]);
    }

    [Fact]
    public void Should_keep_every_part_of_the_addresses()
    {
        var xml = Read(XmlSamples.Of("delivered elsewhere"));

        xml.All($"{Cii.Agreement}/BuyerTradeParty/PostalTradeAddress").Single().Elements().Select(part => part.Value)
            .ShouldBe(["75001", "1 rue de l’Église", "Bât. B", "Entrepôt", "Paris", "FR", "Île-de-France"]);
        xml.All($"{Cii.Delivery}/ShipToTradeParty/PostalTradeAddress").Single().Elements().Select(part => part.Value)
            .ShouldBe(["70173", "Königstraße 12", "Stuttgart", "DE"]);
        xml.All($"{Cii.Agreement}/SellerTradeParty/PostalTradeAddress").Single().Elements().Select(part => part.Value)
            .ShouldBe(["1 Example Street", "London N1 9GU", "GB"]);
    }

    [Fact]
    public void Should_replace_what_xml_forbids()
    {
        var invoice = XmlSamples.Of("paid");
        var lines = invoice.Content.Lines.Select(line => line with { Description = "a\u0001b\uD800c\uFFFEd🎁\uDC00" }).ToList();

        var written = InvoiceXmlWriter.Write(invoice with { Content = invoice.Content with { Lines = lines } });

        written.ReplacedCharacters.ShouldBe(4 * lines.Count);
        En16931Rules.FindBreaches(written.Content).ShouldBeEmpty();
        Encoding.UTF8.GetString(written.Content).ShouldContain(">a\uFFFDb\uFFFDc\uFFFDd🎁\uFFFD<");
    }

    [Fact]
    public void Should_give_equal_bytes_for_an_equal_invoice() =>
        InvoiceXmlWriter.Write(XmlSamples.Of("several rates")).Content.ShouldBe(InvoiceXmlWriter.Write(XmlSamples.Of("several rates")).Content);

    // Releases before VAT categories kept the rate alone, and no parts of an address; their sums may be off (docs/adr/0004).
    [Fact]
    public void Should_derive_the_category_of_an_earlier_release()
    {
        var invoice = XmlSamples.Of("export of a British seller");
        var content = invoice.Content with
        {
            Lines = invoice.Content.Lines.Select(line => line with { Category = null }).ToList(),
            VatSummary = invoice.Content.VatSummary.Select(sum => sum with { Category = null }).ToList(),
            SupplyDate = null,
            VatTreatment = VatTreatment.Export,
        };

        var xml = InvoiceXmlWriter.Write(invoice with { Content = content }).Content;

        En16931Rules.FindBreaches(xml).ShouldBeEmpty();
        Encoding.UTF8.GetString(xml).ShouldContain("<ram:CategoryCode>G</ram:CategoryCode>");
    }

    [Fact]
    public void Should_write_numbers_alike_everywhere()
    {
        var before = CultureInfo.CurrentCulture;
        var invariant = InvoiceXmlWriter.Write(XmlSamples.Of("several rates")).Content;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ar-SA");
            InvoiceXmlWriter.Write(XmlSamples.Of("several rates")).Content.ShouldBe(invariant);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static XElement Read(PrintedInvoice invoice) =>
        XElement.Parse(Encoding.UTF8.GetString(InvoiceXmlWriter.Write(invoice).Content));
}

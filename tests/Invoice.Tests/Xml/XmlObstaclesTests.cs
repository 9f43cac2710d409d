using Microservices.Invoice.Issuing;
using Microservices.Invoice.Pdf;
using Microservices.Invoice.Xml;

namespace Microservices.Invoice.Tests.Xml;

public class XmlObstaclesTests
{
    private static readonly PrintedInvoice Invoice = XmlSamples.Of("unpaid");

    [Fact]
    public void Should_refuse_amounts_of_three_decimals() =>
        XmlObstacles.Find(TestInvoices.Print(TestOrders.Create(TestOrders.Line(1, 1m), TestOrders.Line(3, 1.235m)) with { Currency = "KWD" }))
            .ShouldBe("line 2 has an amount in KWD with more than two decimals (BR-DEC-23)");

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void Should_refuse_a_buyer_without_a_country(string? code) => FindWith(content => content with
    {
        BuyerAddress = content.BuyerAddress is { } address ? address with { CountryCode = code } : null,
    }).ShouldBe("the buyer's country is unknown (BR-11)");

    [Fact]
    public void Should_refuse_an_address_without_parts() =>
        FindWith(content => content with { BuyerAddress = null }).ShouldBe("the buyer's country is unknown (BR-11)");

    [Theory]
    [InlineData("", "DE", "DE123456789", "the seller's name is unknown (BR-06)")]
    [InlineData("Muster GmbH", "", "DE123456789", "the seller's country is unknown (BR-09)")]
    [InlineData("Muster GmbH", "DE", "", "the seller's VAT identification number '' does not begin with a country's code (BR-CO-09, BR-CO-26)")]
    [InlineData("Muster GmbH", "DE", "123456789", "the seller's VAT identification number '123456789' does not begin with a country's code (BR-CO-09, BR-CO-26)")]
    public void Should_refuse_a_seller_who_lacks_what_is_demanded(string name, string country, string vatId, string obstacle) => FindWith(
        content => content with { Seller = new SellerOptions { Name = name, CountryCode = country, VatId = vatId, Street = "Ring 1", City = "Ulm" } })
        .ShouldBe(obstacle);

    [Fact]
    public void Should_refuse_totals_that_are_no_sums() =>
        XmlObstacles.Find(Invoice with { Gross = Invoice.Gross + 0.01m }).ShouldBe("its totals are not the sums of its lines (BR-CO-10)");

    [Fact]
    public void Should_refuse_a_line_without_a_name() => FindWith(content => content with
    {
        Lines = content.Lines.Select(line => line with { Description = " ", Sku = "" }).ToList(),
    }).ShouldBe("line 1 has no name (BR-25)");

    // As earlier releases rounded the VAT of each line by itself.
    [Fact]
    public void Should_refuse_vat_that_is_a_unit_off()
    {
        var invoice = TestInvoices.Print(TestOrders.Create(Enumerable.Repeat(TestOrders.Line(1, 0.08m), 600).ToArray()));
        var lines = invoice.Content.Lines.Select(line => line with { Vat = 0.01m }).ToList();

        XmlObstacles.Find(invoice with { Net = 42m, Vat = 6m, Content = invoice.Content with { Lines = lines } })
            .ShouldBe("its VAT of 19 % is 6.00, but that of the taxable amount is 7.98 (BR-CO-17)");
    }

    [Theory]
    [InlineData(null, true, "it is an intra-Community supply without the buyer's VAT identification number (BR-IC-02)")]
    [InlineData("FR40303265045", false, "it is an intra-Community supply without the day of supply (BR-IC-11)")]
    public void Should_refuse_an_intra_community_supply_without_its_terms(string? vatId, bool hasDate, string obstacle)
    {
        var invoice = XmlSamples.Of("intra-Community");
        var content = invoice.Content with { BuyerVatId = vatId, SupplyDate = hasDate ? invoice.Content.SupplyDate : null };

        XmlObstacles.Find(invoice with { Content = content }).ShouldBe(obstacle);
    }

    private static string? FindWith(Func<InvoiceContent, InvoiceContent> change) =>
        XmlObstacles.Find(Invoice with { Content = change(Invoice.Content) });
}

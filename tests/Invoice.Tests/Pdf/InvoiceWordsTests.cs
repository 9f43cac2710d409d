using Contracts.Orders;
using Microservices.Invoice.Pdf;
using Microservices.Invoice.Pdf.Labels;

namespace Microservices.Invoice.Tests.Pdf;

public class InvoiceWordsTests
{
    private static readonly InvoiceLanguage English = InvoiceLanguage.For("en-GB");

    [Fact]
    public void Should_tell_by_when_to_pay_only_where_an_order_is_unpaid()
    {
        Labels(TestOrders.Create()).ShouldNotContain("Payment due");
        Labels(Paid("paid")).ShouldNotContain("Payment due");
        Particulars(Paid("unpaid")).ShouldContain(("Payment due", "6 December 2026"));
        InvoiceWords.AskForPayment(TestInvoices.Print(Paid("unpaid")).Content).ShouldBeTrue();
        InvoiceWords.AskForPayment(TestInvoices.Print(Paid("paid")).Content).ShouldBeFalse();
    }

    [Fact]
    public void Should_say_how_an_order_was_paid()
    {
        Notes(Paid("paid", "Visa")).ShouldBe(["All prices and amounts include VAT.", "Paid by Visa, with thanks."]);
        Notes(Paid("paid")).ShouldContain("Paid, with thanks.");
        Notes(Paid("unpaid", "Transfer")).ShouldBe(["All prices and amounts include VAT."]);
    }

    [Fact]
    public void Should_tell_the_day_of_supply_and_the_buyers_vat_id()
    {
        var order = TestOrders.Create() with { SupplyDate = new DateOnly(2026, 11, 20) };

        Particulars(order with { Customer = order.Customer with { VatId = "FR 40 303265045" } })
            .ShouldBe(
            [
                ("Invoice number", "INV-2026-000042"), ("Invoice date", "22 November 2026"), ("Date of supply", "20 November 2026"),
                ("Order number", "536365"), ("Order date", "21 November 2026"), ("Customer number", "17850"), ("Your VAT ID", "FR 40 303265045"),
            ]);
    }

    [Fact]
    public void Should_cite_the_law_where_a_delivery_within_the_union_has_no_vat()
    {
        var order = TestOrders.Create();
        var french = order with { Customer = order.Customer with { VatId = "FR40303265045" } };

        Notes(french, TestInvoices.Demo("AT")).ShouldHaveSingleItem()
            .ShouldBe("Intra-Community supply, exempt from VAT under Article 138 of Directive 2006/112/EC; VAT ID of the buyer: FR40303265045.");
    }

    [Fact]
    public void Should_explain_net_prices_exports_and_exempt_goods()
    {
        var order = TestOrders.Create(TestOrders.Line(1, 1m) with { VatCategory = "exempt" }, TestOrders.Line(1, 1m));

        Notes(order with { PricesIncludeVat = false }).ShouldBe(
            ["All prices are net; VAT is added to their total.", "Exempt: goods exempt from VAT."]);
        Notes(TestOrders.Create() with { ShippingAddress = new ShippingAddress { CountryCode = "AU" } }).ShouldHaveSingleItem().ShouldStartWith("Export ");
    }

    [Theory]
    [InlineData("AU", "standard", "Export ")]
    [InlineData("FR", "standard", "Intra-Community supply")]
    [InlineData("AU", "exempt", "Exempt: ")]
    [InlineData("FR", "exempt", "Exempt: ")]
    [InlineData("AT", "exempt", "Exempt: ")]
    public void Should_say_only_what_is_true_of_a_line(string country, string category, string note)
    {
        var order = TestOrders.Create(TestOrders.Line(1, 1m) with { VatCategory = category }) with { PricesIncludeVat = false };

        Notes(order with
        {
            Customer = order.Customer with { VatId = "FR40303265045" },
            ShippingAddress = new ShippingAddress { CountryCode = country },
        }, TestInvoices.Demo("AT")).ShouldHaveSingleItem().ShouldStartWith(note);
    }

    [Fact]
    public void Should_explain_an_export_that_an_earlier_release_has_issued()
    {
        var content = TestInvoices.Print(TestOrders.Create() with { ShippingAddress = new ShippingAddress { CountryCode = "AU" } }).Content;

        InvoiceWords.Notes(content with { VatSummary = [.. content.VatSummary.Select(sum => sum with { Category = null })] }, English)
            .ShouldHaveSingleItem().ShouldStartWith("Export ");
    }

    [Fact]
    public void Should_tell_where_the_goods_go() =>
        Notes(TestOrders.Create() with { BillingAddress = new ShippingAddress { City = "Wien", CountryCode = "AT" } })
            .ShouldContain("Delivery address: Ada Beispiel, Königstraße 12, 70173 Stuttgart, Germany");

    [Fact]
    public void Should_show_the_amounts_of_net_prices_without_vat()
    {
        var content = TestInvoices.Print(TestOrders.Create(TestOrders.Line(2, 5m)) with { PricesIncludeVat = false }).Content;

        content.AmountOf(content.Lines[0]).ShouldBe(10m);
        content.Lines[0].Gross.ShouldBe(11.90m);
    }

    private static OrderConfirmed Paid(string status, string? method = null) =>
        TestOrders.Create() with { Payment = new Payment { Status = status, Method = method } };

    private static IEnumerable<string> Labels(OrderConfirmed order) => Particulars(order).Select(row => row.Label);

    private static List<(string Label, string Value)> Particulars(OrderConfirmed order) =>
        [.. InvoiceWords.Particulars(TestInvoices.Print(order), English)];

    private static List<string> Notes(OrderConfirmed order, InvoiceOptions? options = null) =>
        [.. InvoiceWords.Notes(TestInvoices.Print(order, options).Content, English)];
}

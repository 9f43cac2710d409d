using Contracts.Orders;
using Contracts.Rules;
using CsCheck;
using Microservices.Invoice.Issuing;

namespace Microservices.Invoice.Tests.Issuing;

public class InvoiceDrafterTests
{
    private static readonly Gen<OrderConfirmed> AnyOrder =
        from currency in Gen.OneOf("GBP", "EUR", "JPY", "KWD")
        from country in Gen.OneOf<string?>("GB", "DE", "FI", "CH", "AU", null)
        from lines in Gen.Select(Gen.Int[1, 5_000], Gen.Int[0, 1_000_000]).Array[1, 60]
        let minorUnit = Currencies.MinorUnitsOf(currency) switch { 0 => 1m, 2 => 0.01m, _ => 0.001m }
        select TestOrders.Create(lines.Select(line => TestOrders.Line(line.Item1, line.Item2 * minorUnit)).ToArray()) with
        {
            Currency = currency,
            ShippingAddress = new ShippingAddress { CountryCode = country },
        };

    [Fact]
    public void Should_add_up_to_the_orders_total() => AnyOrder.Sample(order =>
    {
        var draft = TestInvoices.Drafter().Draft(order);

        draft.Gross.ShouldBe(order.Lines.Sum(line => line.Quantity * line.UnitPrice));
        (draft.Net + draft.Vat).ShouldBe(draft.Gross);
        draft.Vat.ShouldBe(draft.Content.Lines.Sum(line => line.Vat));
        draft.Content.VatSummary.Sum(sum => sum.Gross).ShouldBe(draft.Gross);
        draft.Content.VatSummary.Sum(sum => sum.Vat).ShouldBe(draft.Vat);
        draft.Content.VatSummary.Sum(sum => sum.Net).ShouldBe(draft.Net);
        draft.Content.VatSummary.ShouldAllBe(sum => sum.Net + sum.Vat == sum.Gross);
        draft.Content.Lines.Count.ShouldBe(order.Lines.Count);
    });

    [Fact]
    public void Should_come_back_from_storage_unchanged()
    {
        var content = TestInvoices.Drafter().Draft(TestOrders.Create(TestOrders.Line(2, 1.10m, "CUP \"BLUE\" 🎁\u0000"))).Content;

        var json = InvoiceContentJson.Write(content);
        var read = InvoiceContentJson.Read(json);

        read.Lines.ShouldBe(content.Lines);
        read.VatSummary.ShouldBe(content.VatSummary);
        read.BuyerLines.ShouldBe(["Ada Beispiel", "Königstraße 12", "70173 Stuttgart", "Germany"]);
        read.Seller.Iban.ShouldBe(content.Seller.Iban);
        InvoiceContentJson.Write(read).ShouldBe(json);
        json.ShouldNotContain("\0"); // PostgreSQL stores no NUL
    }

    [Fact]
    public void Should_invoice_a_buyer_without_address() =>
        TestInvoices.Drafter().Draft(TestOrders.Create() with { ShippingAddress = null })
            .Content.BuyerLines.ShouldBe(["Ada Beispiel"]);

    [Theory]
    [MemberData(nameof(Impossible))]
    public void Should_refuse_what_cannot_be_invoiced(string reason, Func<OrderConfirmed, OrderConfirmed> spoil)
    {
        var order = spoil(TestOrders.Create());

        Should.Throw<InvoiceNotPossibleException>(() => TestInvoices.Drafter().Draft(order))
            .Message.ShouldContain(reason);
    }

    public static TheoryData<string, Func<OrderConfirmed, OrderConfirmed>> Impossible() => new()
    {
        { "orderId", order => order with { OrderId = Guid.Empty } },
        { "currency", order => order with { Currency = "gbp" } },
        { "currency", order => order with { Currency = null! } }, // as a message may have it
        { "orderNumber", order => order with { OrderNumber = new string('1', 65) } },
        { "orderNumber", order => order with { OrderNumber = "1\u00002" } },
        { "customer", order => order with { Customer = null! } }, // as a message may have it
        { "lines is empty", order => order with { Lines = [] } },
        { "lines[0]", order => order with { Lines = [null!] } }, // as a message may have it
        { "lines[1].quantity", order => order with { Lines = [TestOrders.Line(1, 1m), TestOrders.Line(0, 1m)] } },
        { "lines[0].unitPrice", order => order with { Lines = [TestOrders.Line(1, -0.01m)] } },
        { "lines[0].unitPrice is 0.0000001", order => order with { Lines = [TestOrders.Line(1, 0.0000001m)] } },
        { "lines[0] is worth more", order => order with { Lines = [TestOrders.Line(int.MaxValue, 999_999_999m)] } },
        { "lines[0] is worth more", order => order with { Lines = [TestOrders.Line(int.MaxValue, 1e28m)] } },
        { "order is worth more", order => order with { Lines = [TestOrders.Line(1, 9e14m), TestOrders.Line(1, 9e14m)] } },
    };
}

using System.Globalization;
using Contracts.Orders;
using Contracts.Rules;
using CsCheck;
using Microservices.Invoice.Amounts;
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
    public void Should_add_vat_to_net_prices()
    {
        var order = TestOrders.Create(TestOrders.Line(3, 0.33m), TestOrders.Line(1, 10m) with { VatCategory = "reduced" }, TestOrders.Line(1, 5m));

        var draft = TestInvoices.Drafter().Draft(order with { PricesIncludeVat = false });

        (draft.Net, draft.Vat, draft.Gross).ShouldBe((15.99m, 1.84m, 17.83m));
        draft.Content.PricesAreNet.ShouldBeTrue();
        draft.Content.VatSummary.ShouldBe(
        [
            new VatSum(19m, 5.99m, 1.14m, 7.13m, TaxCategory.S), new VatSum(7m, 10m, 0.70m, 10.70m, TaxCategory.S),
        ]);
    }

    [Theory]
    [InlineData("JPY", "333", "53", "333")]
    [InlineData("KWD", "1.234", "0.197", "1.234")]
    public void Should_round_vat_to_the_currencys_decimals(string currency, string price, string vat, string gross)
    {
        var draft = TestInvoices.Drafter().Draft(TestOrders.Create(TestOrders.Line(1, Number(price))) with { Currency = currency });

        (draft.Vat, draft.Gross).ShouldBe((Number(vat), Number(gross)));
    }

    [Theory]
    [InlineData("2011-01-03T23:59:59Z", null, "2011-01-03", 17.5)]
    [InlineData("2011-01-04T00:00:00Z", null, "2011-01-04", 20)]
    [InlineData("2020-06-30T23:30:00Z", null, "2020-07-01", 20)] // an hour later in London
    [InlineData("2011-01-04T00:00:00Z", "2011-01-03", "2011-01-03", 17.5)]
    public void Should_take_the_rates_of_the_day_of_supply(string confirmedAt, string? supplyDate, string expected, double rate)
    {
        var order = TestOrders.Create() with
        {
            ConfirmedAt = DateTimeOffset.Parse(confirmedAt, CultureInfo.InvariantCulture),
            SupplyDate = supplyDate is null ? null : DateOnly.Parse(supplyDate, CultureInfo.InvariantCulture),
            ShippingAddress = new ShippingAddress { CountryCode = "GB" },
        };

        var content = TestInvoices.Drafter().Draft(order).Content;

        content.SupplyDate.ShouldBe(DateOnly.Parse(expected, CultureInfo.InvariantCulture));
        content.VatSummary.ShouldHaveSingleItem().RatePercent.ShouldBe((decimal)rate);
    }

    [Fact]
    public void Should_refuse_the_first_and_take_the_last_day_of_all()
    {
        var order = TestOrders.Create();

        Should.Throw<InvoiceNotPossibleException>(() => TestInvoices.Drafter().Draft(order with { ConfirmedAt = DateTimeOffset.MinValue }));
        TestInvoices.Drafter().Draft(order with { ConfirmedAt = DateTimeOffset.MaxValue }).Content.SupplyDate.ShouldBe(DateOnly.MaxValue);
    }

    [Fact]
    public void Should_print_the_delivery_address_where_the_invoice_goes_elsewhere()
    {
        var order = TestOrders.Create();
        var billing = new ShippingAddress { Name = "Beispiel GmbH", Line1 = "Ring 3", PostalCode = "1010", City = "Wien", CountryCode = "AT" };

        var content = TestInvoices.Drafter().Draft(order with { BillingAddress = billing }).Content;

        content.BuyerLines.ShouldBe(["Ada Beispiel", "Beispiel GmbH", "Ring 3", "1010 Wien", "AT"]);
        content.DeliveryLines.ShouldBe(["Ada Beispiel", "Königstraße 12", "70173 Stuttgart", "Germany"]);
        TestInvoices.Drafter().Draft(order with { BillingAddress = order.ShippingAddress }).Content.DeliveryLines.ShouldBeNull();
    }

    [Fact]
    public void Should_read_the_content_of_an_earlier_release()
    {
        var old = InvoiceContentJson.Read("""
            {"locale":"en","timeZone":"Europe/London","paymentDays":14,"seller":{"name":"Shop","iban":"X"},"buyerLines":["Ada"],"customerId":"1",
            "orderNumber":"2","orderedAt":"2026-11-21T23:30:00+00:00","vatTreatment":"Destination",
            "lines":[{"sku":"A","description":"a","quantity":1,"unitPrice":1.19,"ratePercent":19,"gross":1.19,"vat":0.19}],
            "vatSummary":[{"ratePercent":19,"net":1.00,"vat":0.19,"gross":1.19}]}
            """);

        (old.PricesAreNet, old.Payment, old.SupplyDate, old.Seller.Demo).ShouldBe((false, null, null, false));
        old.VatSummary.ShouldBe([new VatSum(19m, 1.00m, 0.19m, 1.19m)]);
    }

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
        { "no standard VAT rate of DE", order => order with { SupplyDate = new DateOnly(1999, 1, 1) } },
        { "lines is empty", order => order with { Lines = [] } },
        { "lines[0]", order => order with { Lines = [null!] } }, // as a message may have it
        { "lines[1].quantity", order => order with { Lines = [TestOrders.Line(1, 1m), TestOrders.Line(0, 1m)] } },
        { "lines[0].unitPrice", order => order with { Lines = [TestOrders.Line(1, -0.01m)] } },
        { "lines[0].unitPrice is 0.0000001", order => order with { Lines = [TestOrders.Line(1, 0.0000001m)] } },
        { "lines[0] is worth more", order => order with { Lines = [TestOrders.Line(int.MaxValue, 999_999_999m)] } },
        { "lines[0] is worth more", order => order with { Lines = [TestOrders.Line(int.MaxValue, 1e28m)] } },
        { "order is worth more", order => order with { Lines = [TestOrders.Line(1, 9e14m), TestOrders.Line(1, 9e14m)] } },
    };

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}

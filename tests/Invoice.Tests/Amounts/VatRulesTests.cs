using System.Globalization;
using Contracts.Orders;
using Microservices.Invoice.Amounts;
using Microservices.Invoice.Issuing;
using Microsoft.Extensions.Options;

namespace Microservices.Invoice.Tests.Amounts;

public class VatRulesTests
{
    [Theory]
    [InlineData("GB", "2009-12-01", 15)]
    [InlineData("GB", "2010-12-01", 17.5)]
    [InlineData("GB", "2011-01-03", 17.5)]
    [InlineData("GB", "2011-01-04", 20)]
    [InlineData("GB", "2026-06-01", 20)]
    [InlineData("DE", "2020-06-30", 19)]
    [InlineData("DE", "2020-07-01", 16)]
    [InlineData("DE", "2020-12-31", 16)]
    [InlineData("DE", "2021-01-01", 19)]
    [InlineData("IE", "2021-02-28", 21)]
    [InlineData("IE", "2021-03-01", 23)]
    [InlineData("FI", "2024-08-31", 24)]
    [InlineData("FI", "2024-09-01", 25.5)]
    [InlineData("EE", "2025-06-30", 22)]
    [InlineData("EE", "2025-07-01", 24)]
    [InlineData("RO", "2025-08-01", 21)]
    [InlineData("SK", "2025-01-01", 23)]
    [InlineData("CH", "2023-12-31", 7.7)]
    [InlineData("LU", "2023-06-01", 16)]
    [InlineData("GR", "2010-03-14", 19)]
    [InlineData("HU", "9999-12-31", 27)]
    [InlineData("de", "2026-06-01", 19)]
    public void Should_apply_the_standard_rate_of_the_day(string country, string date, double percent) =>
        Decide(To(country), date).Of(null).ShouldBe(new LineVat(TaxCategory.S, (decimal)percent));

    [Theory]
    [InlineData("DE", "2026-06-01", 7)]
    [InlineData("DE", "2020-08-01", 5)]
    [InlineData("CZ", "2023-12-31", 15)]
    [InlineData("CZ", "2024-01-01", 12)]
    [InlineData("NL", "2019-01-01", 9)]
    [InlineData("DK", "2026-06-01", 25)]
    [InlineData("GB", "2026-06-01", 5)]
    public void Should_apply_the_reduced_rate_of_the_day(string country, string date, double percent) =>
        Decide(To(country), date).Of("reduced").ShouldBe(new LineVat(TaxCategory.S, (decimal)percent));

    // Country, postal code, rate; zero for an export.
    [Theory]
    [InlineData("IM", "IM1 1AA", 20)]
    [InlineData("MC", "98000", 20)]
    [InlineData("XI", "BT1 1AA", 20)]
    [InlineData("GB", "BT1 1AA", 20)]
    [InlineData("LI", "9490", 8.1)]
    [InlineData("AT", "6691", 19)]
    [InlineData("AT", "A-6993", 19)]
    [InlineData("AT", "6990", 20)]
    [InlineData("PT", "9000-001", 22)]
    [InlineData("PT", "9500-001", 16)]
    [InlineData("PT", "1000-001", 23)]
    [InlineData("GP", "97110", 8.5)]
    [InlineData("MQ", null, 8.5)]
    [InlineData("FR", "97400", 8.5)]
    [InlineData("FR", "97300", 0)]
    [InlineData("FR", "97133", 0)]
    [InlineData("FR", "75001", 20)]
    [InlineData("GF", null, 0)]
    [InlineData("GG", "GY1 1AA", 0)]
    [InlineData("JE", "JE2 3AB", 0)]
    [InlineData("GB", "JE2 3AB", 0)]
    [InlineData("GB", "SW1A 1AA", 20)]
    [InlineData("GI", null, 0)]
    [InlineData("FO", null, 0)]
    [InlineData("GL", null, 0)]
    [InlineData("AX", null, 0)]
    [InlineData("FI", "22100", 0)]
    [InlineData("FI", "FI-22100", 0)]
    [InlineData("FI", "00100", 25.5)]
    [InlineData("IC", null, 0)]
    [InlineData("EA", null, 0)]
    [InlineData("ES", "35001", 0)]
    [InlineData("ES", "38 001", 0)]
    [InlineData("ES", "51001", 0)]
    [InlineData("ES", "52006", 0)]
    [InlineData("ES", "28001", 21)]
    [InlineData("DE", "78266", 0)]
    [InlineData("DE", "D-27498", 0)]
    [InlineData("DE", "78267", 19)]
    [InlineData("IT", "23041", 0)]
    [InlineData("IT", "22061", 0)]
    [InlineData("GR", "630 86", 0)]
    [InlineData("SM", null, 0)]
    [InlineData("VA", null, 0)]
    [InlineData("AD", null, 0)]
    [InlineData("SJ", null, 0)]
    [InlineData("AU", null, 0)]
    [InlineData("US", "22100", 0)]
    public void Should_know_the_territories(string country, string? postalCode, double percent) =>
        Decide(To(country, postalCode), "2026-06-01").Of(null)
            .ShouldBe(percent > 0 ? new LineVat(TaxCategory.S, (decimal)percent) : new LineVat(TaxCategory.G, 0m));

    // Seller, buyer's VAT ID, destination and its postal code, day, whether the delivery is within the Union.
    [Theory]
    [InlineData("DE", "FR40303265045", "FR", null, "2026-06-01", true)]
    [InlineData("DE", "ATU12345678", "FR", null, "2026-06-01", true)] // of another state than the destination
    [InlineData("DE", "EL123456789", "GR", null, "2026-06-01", true)]
    [InlineData("DE", "FR40303265045", "MC", null, "2026-06-01", true)]
    [InlineData("DE", null, "FR", null, "2026-06-01", false)]
    [InlineData("DE", "DE123456789", "FR", null, "2026-06-01", false)]
    [InlineData("DE", "FR40303265045", "DE", null, "2026-06-01", false)]
    [InlineData("DE", "CHE-123.456.789 MWST", "FR", null, "2026-06-01", false)]
    [InlineData("DE", "GB123456789", "GB", null, "2020-12-31", true)]
    [InlineData("DE", "GB123456789", "IM", null, "2020-12-31", true)]
    [InlineData("DE", "GB123456789", "GB", null, "2021-01-01", false)]
    [InlineData("DE", "XI123456789", "GB", "BT1 1AA", "2021-01-01", true)]
    [InlineData("DE", "XI123456789", "XI", null, "2026-06-01", true)]
    [InlineData("GB", "DE123456789", "DE", null, "2010-12-01", true)]
    [InlineData("GB", "DE123456789", "DE", null, "2026-06-01", false)]
    [InlineData("XI", "DE123456789", "DE", null, "2026-06-01", true)]
    [InlineData("XI", "GB123456789", "GB", null, "2026-06-01", false)]
    [InlineData("DE", "HR12345678901", "HR", null, "2013-06-30", false)]
    [InlineData("DE", "HR12345678901", "HR", null, "2013-07-01", true)]
    [InlineData("CH", "DE123456789", "DE", null, "2026-06-01", false)]
    public void Should_tell_a_delivery_within_the_union(string seller, string? vatId, string country, string? postalCode, string date, bool isWithin)
    {
        var vat = Decide(To(country, postalCode, vatId), date, TestInvoices.Demo(seller));

        (vat.Treatment == VatTreatment.IntraCommunity).ShouldBe(isWithin);
        (vat.Of(null) == new LineVat(TaxCategory.K, 0m)).ShouldBe(isWithin);
    }

    [Theory]
    [InlineData("DE", null, "exempt", TaxCategory.E)]
    [InlineData("DE", null, "zero", TaxCategory.Z)]
    [InlineData("AU", null, "zero", TaxCategory.G)]
    [InlineData("AU", null, "reduced", TaxCategory.G)]
    [InlineData("AU", null, "exempt", TaxCategory.E)]
    [InlineData("FR", "FR40303265045", "reduced", TaxCategory.K)]
    [InlineData("FR", "FR40303265045", "exempt", TaxCategory.E)]
    public void Should_charge_nothing_where_nothing_is_due(string country, string? vatId, string category, object expected) =>
        Decide(To(country, vatId: vatId), "2026-06-01", TestInvoices.Demo("DE")).Of(category).ShouldBe(new LineVat((TaxCategory)expected, 0m));

    [Theory]
    [InlineData("DE", null, "2008-12-31", "standard", "DE")]
    [InlineData("HR", null, "0001-01-01", "standard", "HR")]
    [InlineData("PT", "9500-001", "2013-12-31", "reduced", "PT-20")]
    [InlineData("IM", null, "2008-11-30", "standard", "GB")]
    public void Should_say_which_rate_is_missing(string country, string? postalCode, string date, string category, string area) =>
        Should.Throw<InvoiceNotPossibleException>(() => Decide(To(country, postalCode), date).Of(category))
            .Message.ShouldBe($"supplyDate is {date}: no {category} VAT rate of {area} is known for that day.");

    [Fact]
    public void Should_apply_the_sellers_rate_without_a_country()
    {
        foreach (var country in new[] { null, "", " " })
        {
            Decide(To(country), "2026-06-01", TestInvoices.Demo("IE")).ShouldBe(
                new VatDecision(VatTreatment.Seller, "IE", new DateOnly(2026, 6, 1)));
        }
    }

    [Fact]
    public void Should_go_by_the_billing_address_where_the_shipping_address_names_no_country() =>
        Decide(To(null) with { BillingAddress = new ShippingAddress { CountryCode = "FR" } }, "2026-06-01").Of(null).RatePercent.ShouldBe(20m);

    [Fact]
    public void Should_let_settings_change_and_add_standard_rates()
    {
        var options = TestInvoices.Demo();
        options.Vat.Rates["DE"] = 16m;
        options.Vat.Rates["IS"] = 24m;
        options.Vat.Rates["JE"] = 5m;
        options.Vat.Rates["ES"] = 22m;

        Decide(To("DE"), "2008-01-01", options).Of("standard").RatePercent.ShouldBe(16m);
        Decide(To("DE"), "2026-06-01", options).Of("reduced").RatePercent.ShouldBe(7m);
        Decide(To("IS"), "2026-06-01", options).Of(null).RatePercent.ShouldBe(24m);
        Decide(To("JE"), "2026-06-01", options).Of(null).RatePercent.ShouldBe(5m);
        Decide(To("ES", "35001"), "2026-06-01", options).Treatment.ShouldBe(VatTreatment.Export);
    }

    [Fact]
    public void Should_know_the_union_and_its_neighbours()
    {
        VatRates.Areas.Where(area => area.Length == 2).Order(StringComparer.Ordinal).ShouldBe(
            "AT BE BG CH CY CZ DE DK EE ES FI FR GB GP GR HR HU IE IT LT LU LV MT NL NO PL PT RO SE SI SK".Split(' '));
        VatRates.Areas.ShouldAllBe(area => VatRates.Find(area, "standard", new DateOnly(2009, 1, 1)) > 0m
            && VatRates.Find(area, "reduced", new DateOnly(2026, 11, 29)) > 0m);
    }

    [Theory]
    [InlineData("vat-rates.tsv", 5)]
    [InlineData("vat-territories.tsv", 6)]
    [InlineData("vat-union.tsv", 4)]
    public void Should_name_the_source_of_every_row(string table, int columns) =>
        TableFile.Read(table).ShouldAllBe(row => row.Length == columns && row.All(column => column.Length > 0 && column.Trim() == column));

    private static VatDecision Decide(OrderConfirmed order, string date, InvoiceOptions? options = null) =>
        new VatRules(Options.Create(options ?? TestInvoices.Demo())).Decide(order, DateOnly.Parse(date, CultureInfo.InvariantCulture));

    private static OrderConfirmed To(string? country, string? postalCode = null, string? vatId = null)
    {
        var order = TestOrders.Create();
        return order with
        {
            ShippingAddress = new ShippingAddress { CountryCode = country, PostalCode = postalCode },
            Customer = order.Customer with { VatId = vatId },
        };
    }
}

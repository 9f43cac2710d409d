using Microservices.Invoice.Amounts;
using Microsoft.Extensions.Options;

namespace Microservices.Invoice.Tests.Amounts;

public class VatRateTableTests
{
    [Theory]
    [InlineData("GB", 20)]
    [InlineData("DE", 19)]
    [InlineData("de", 19)]
    [InlineData("FI", 25.5)]
    [InlineData("CH", 8.1)]
    [InlineData("LU", 17)]
    public void Should_apply_the_destinations_rate(string country, double rate) =>
        Table().Decide(country).ShouldBe(new VatDecision((decimal)rate, VatTreatment.Destination));

    [Theory]
    [InlineData("AU")]
    [InlineData("US")]
    [InlineData("ZZ")]
    public void Should_charge_nothing_on_export(string country) =>
        Table().Decide(country).ShouldBe(new VatDecision(0m, VatTreatment.Export));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void Should_apply_the_sellers_rate_without_a_country(string? country)
    {
        var options = new InvoiceOptions();
        options.Seller.CountryCode = "IE";

        Table(options).Decide(country).ShouldBe(new VatDecision(23m, VatTreatment.Seller));
    }

    [Fact]
    public void Should_let_options_change_and_add_rates()
    {
        var options = new InvoiceOptions();
        options.Vat.Rates["DE"] = 16m;
        options.Vat.Rates["IS"] = 24m;

        Table(options).Decide("DE").RatePercent.ShouldBe(16m);
        Table(options).Decide("IS").RatePercent.ShouldBe(24m);
    }

    [Fact]
    public void Should_know_the_union_and_its_neighbours() => StandardVatRates.ByCountry.Keys
        .Order(StringComparer.Ordinal).ShouldBe(
            "AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IT LT LU LV MT NL NO PL PT RO SE SI SK".Split(' '));

    private static VatRateTable Table(InvoiceOptions? options = null) => new(Options.Create(options ?? new InvoiceOptions()));
}

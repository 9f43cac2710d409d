using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microservices.Invoice.Tests;

public class InvoiceOptionsTests
{
    private static readonly Dictionary<string, string?> Seller = new()
    {
        ["Invoice:Seller:Name"] = "Muster GmbH",
        ["Invoice:Seller:Street"] = "Ring 1",
        ["Invoice:Seller:City"] = "70173 Stuttgart",
        ["Invoice:Seller:Country"] = "Germany",
        ["Invoice:Seller:CountryCode"] = "DE",
        ["Invoice:Seller:VatId"] = "DE 123456789",
    };

    [Fact]
    public void Should_be_valid_with_a_seller()
    {
        Bind([]).Seller.Name.ShouldBe("Muster GmbH");
        Bind(new() { ["Invoice:Seller:Demo"] = "true" }, isSellerNamed: false).Seller.Name.ShouldBe("Example Trading Ltd");
    }

    [Fact]
    public void Should_name_every_missing_key_of_the_seller_at_once() =>
        Should.Throw<OptionsValidationException>(() => Bind(new() { ["Invoice:Seller:Iban"] = "DE89 3704 0044 0532 0130 00" }, isSellerNamed: false))
            .Failures.Select(failure => failure.Split(' ')[0])
            .ShouldBe(Seller.Keys.Select(key => key.Replace(":", "__", StringComparison.Ordinal)), ignoreOrder: true);

    [Fact]
    public void Should_refuse_a_demo_seller_beside_a_named_one() =>
        Should.Throw<OptionsValidationException>(() => Bind(new() { ["Invoice:Seller:Demo"] = "true" }))
            .Failures.ShouldBe(["Invoice__Seller__Demo=true: must not be true where other keys of Invoice__Seller are set, for instance false."]);

    [Fact]
    public void Should_ask_for_the_account_of_a_bank() =>
        Should.Throw<OptionsValidationException>(() => Bind(new() { ["Invoice:Seller:BankName"] = "Bank" }))
            .Failures.ShouldHaveSingleItem().ShouldStartWith("Invoice__Seller__Iban is not set: needs a value where BankName or Bic has one");

    // Electronic invoices would name a country that there is not.
    [Theory]
    [InlineData("UK")]
    [InlineData("EL")]
    public void Should_not_ask_for_the_rate_of_what_is_no_country(string code) =>
        Should.Throw<OptionsValidationException>(() => Bind(new() { ["Invoice:Seller:CountryCode"] = code }))
            .Failures.ShouldBe([$"Invoice__Seller__CountryCode={code}: must be an ISO 3166-1 alpha-2 code in capitals, such as GB."]);

    [Fact]
    public void Should_read_rates_by_country() =>
        Bind(new() { ["Invoice:Vat:Rates:DE"] = "16.5" }).Vat.Rates["de"].ShouldBe(16.5m);

    [Theory]
    [InlineData("Invoice:Series", "in v")]
    [InlineData("Invoice:NumberFormat", "INV-{number}")]
    [InlineData("Invoice:TimeZone", "Europe/Lodnon")]
    [InlineData("Invoice:PaymentDays", "-1")]
    [InlineData("Invoice:Seller:Name", "")]
    [InlineData("Invoice:Seller:VatId", "")]
    [InlineData("Invoice:Seller:CountryCode", "gb")]
    [InlineData("Invoice:Seller:CountryCode", "AU")]
    [InlineData("Invoice:Seller:CountryCode", "JE")]
    [InlineData("Invoice:Seller:VatId", "DE 12")]
    [InlineData("Invoice:Seller:Iban", "DE89 3704 0044 0532 0130 01")]
    [InlineData("Invoice:Seller:Iban", "GB00 EXAM 0000 0000 0000 00")]
    [InlineData("Invoice:Vat:Rates:DE", "119")]
    [InlineData("Invoice:Vat:Rates:GERMANY", "19")]
    [InlineData("Invoice:Vat:Rates:UK", "20")]
    public void Should_name_the_key_that_is_wrong(string key, string value)
    {
        var failure = Should.Throw<OptionsValidationException>(() => Bind(new() { [key] = value }));

        failure.Message.ShouldStartWith($"{key.Replace(":", "__", StringComparison.Ordinal)}={value}: ");
    }

    private static InvoiceOptions Bind(Dictionary<string, string?> values, bool isSellerNamed = true)
    {
        if (isSellerNamed)
            values = new(values.UnionBy(Seller, value => value.Key));

        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
        services.AddInvoiceSettings();
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<InvoiceOptions>>().Value;
    }
}

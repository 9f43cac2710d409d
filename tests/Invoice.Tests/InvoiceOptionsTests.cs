using Microservices.ServiceDefaults.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microservices.Invoice.Tests;

public class InvoiceOptionsTests
{
    [Fact]
    public void Should_be_valid_without_configuration() => Bind([]).Series.ShouldBe("INV");

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
    [InlineData("Invoice:Vat:Rates:DE", "119")]
    [InlineData("Invoice:Vat:Rates:GERMANY", "19")]
    public void Should_name_the_key_that_is_wrong(string key, string value)
    {
        var failure = Should.Throw<OptionsValidationException>(() => Bind(new() { [key] = value }));

        failure.Message.ShouldStartWith($"{key.Replace(":", "__", StringComparison.Ordinal)}={value}: ");
    }

    private static InvoiceOptions Bind(Dictionary<string, string?> values)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
        services.AddSettings<InvoiceOptions, InvoiceOptionsRules>(InvoiceOptions.SectionName);
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<InvoiceOptions>>().Value;
    }
}

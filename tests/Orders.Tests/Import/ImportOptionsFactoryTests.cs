using Microservices.Orders.Import;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Microservices.Orders.Tests.Import;

public class ImportOptionsFactoryTests
{
    private readonly ImportOptionsFactory _factory = new(Options.Create(new ImportSettings()));

    [Fact]
    public void Should_default_to_the_settings()
    {
        var options = _factory.Create(ImportFormat.Csv);

        options.Currency.ShouldBe("GBP");
        options.TimeZone.Id.ShouldBe("Europe/London");
        options.CustomerEmail.ShouldBe("customer-{CustomerID}@example.test");
    }

    [Fact]
    public void Should_take_what_the_query_overrides()
    {
        var errors = new Dictionary<string, string[]>();

        var options = _factory.Create(ImportFormat.Csv, Query(("currency", "EUR"), ("timeZone", "Europe/Vienna"),
            ("locale", "de-AT"), ("customerName", "{CustomerID} of {Country}"), ("map.InvoiceNo", "Order")), errors);

        errors.ShouldBeEmpty();
        options.Currency.ShouldBe("EUR");
        options.TimeZone.Id.ShouldBe("Europe/Vienna");
        options.NameOf("InvoiceNo").ShouldBe("Order");
        options.NameOf("Country").ShouldBe("Country");
    }

    [Theory]
    [InlineData("currency", "GBX")]
    [InlineData("timeZone", "Europe/Atlantis")]
    [InlineData("locale", "zz-ZZ")]
    [InlineData("customerName", "{Name}")]
    [InlineData("map.Colour", "Farbe")]
    [InlineData("map.InvoiceNo", "")]
    [InlineData("dateFormat", "yyyy-mm-dd")]
    [InlineData("orderNumbers", "letters")]
    [InlineData("unitPriceDecimals", "7")]
    [InlineData("unitPriceDecimals", "-1")]
    [InlineData("discountUnit", "Percent")]
    [InlineData("dateFormt", "M/d/yyyy")]
    public void Should_name_a_wrong_parameter(string name, string value)
    {
        var errors = new Dictionary<string, string[]>();

        _factory.Create(ImportFormat.Csv, Query((name, value)), errors);

        errors.ShouldHaveSingleItem().Key.ShouldBe(name);
    }

    [Fact]
    public void Should_not_choose_between_two_values()
    {
        var errors = new Dictionary<string, string[]>();

        _factory.Create(ImportFormat.Csv, new QueryCollection(new Dictionary<string, StringValues> { ["currency"] = new(["GBP", "EUR"]) }), errors);

        errors.ShouldHaveSingleItem().Value.ShouldBe(["must be given once"]);
    }

    [Fact]
    public void Should_refuse_settings_that_no_import_could_use()
    {
        var problem = new ImportSettingsRules().Check(new ImportSettings { TimeZone = "London" }).ShouldHaveSingleItem();

        (problem.Setting, problem.Rule).ShouldBe(("TimeZone", "must be an IANA zone"));
    }

    private static QueryCollection Query(params (string Name, string Value)[] parameters) =>
        new(parameters.ToDictionary(parameter => parameter.Name, parameter => new StringValues(parameter.Value)));
}

using Contracts.Rules;
using Microservices.Orders.Validation;

namespace Microservices.Orders.Tests.Validation;

public class TablesTests
{
    [Theory]
    [InlineData("GBP", 2)]
    [InlineData("EUR", 2)]
    [InlineData("JPY", 0)]
    [InlineData("ISK", 0)]
    [InlineData("BHD", 3)]
    [InlineData("UYW", 4)]
    [InlineData("XCG", 2)]
    public void Should_know_a_currency_with_its_minor_units(string code, int expected)
    {
        Currencies.TryGetMinorUnits(code, out var minorUnits).ShouldBeTrue();
        minorUnits.ShouldBe(expected);
    }

    [Theory]
    [InlineData("DEM")]
    [InlineData("HRK")]
    [InlineData("ANG")]
    [InlineData("XXX")]
    [InlineData("")]
    public void Should_not_know_a_currency_that_is_none_any_more(string code) =>
        Currencies.TryGetMinorUnits(code, out _).ShouldBeFalse();

    [Fact]
    public void Should_have_codes_of_three_capitals() =>
        Currencies.Codes.ShouldAllBe(code => code.Length == 3 && code.All(char.IsAsciiLetterUpper));

    [Theory]
    [InlineData("United Kingdom", "GB")]
    [InlineData("EIRE", "IE")]
    [InlineData("eire", "IE")]
    [InlineData("RSA", "ZA")]
    [InlineData("USA", "US")]
    [InlineData(" France ", "FR")]
    [InlineData("DE", "DE")]
    [InlineData("de", "DE")]
    [InlineData("Czech Republic", "CZ")]
    [InlineData("Hong Kong", "HK")]
    [InlineData("European Community", null)]
    [InlineData("Unspecified", null)]
    [InlineData("Channel Islands", null)]
    [InlineData("Atlantis", null)]
    [InlineData("", null)]
    public void Should_find_a_country_as_shops_write_it(string country, string? code) =>
        Countries.FindCode(country).ShouldBe(code);

    [Fact]
    public void Should_have_every_country_of_iso_3166()
    {
        CountryCodes.All.Count.ShouldBe(249);
        Countries.NamedCodes.ShouldBe(CountryCodes.All, ignoreOrder: true);
    }

    [Fact]
    public void Should_rank_every_reason_once()
    {
        var codes = typeof(Reasons).GetFields(System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)
            .Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);

        Reasons.ByPrecedence.ShouldBe(codes, ignoreOrder: true);
    }
}

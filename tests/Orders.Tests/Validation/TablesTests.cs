using System.Globalization;
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
    [InlineData("DEU", "DE")]
    [InlineData("gbr", "GB")]
    [InlineData("EL", "GR")]
    [InlineData("UK", "GB")]
    [InlineData("U.S.A.", "US")]
    [InlineData("United States (US)", "US")]
    [InlineData("United Kingdom (UK)", "GB")]
    [InlineData("Germany (DEU)", "DE")]
    [InlineData("Bosnia & Herzegovina", "BA")]
    [InlineData("Bosnia-Herzegovina", "BA")]
    [InlineData("C\u00f4te d\u2019Ivoire", "CI")]
    [InlineData("COTE D'IVOIRE", "CI")]
    [InlineData("Co\u0302te d'Ivoire", "CI")]
    [InlineData("Korea, Republic of", "KR")]
    [InlineData("Korea (Democratic People's Republic of)", "KP")]
    [InlineData("Congo, The Democratic Republic of the", "CD")]
    [InlineData("Congo (Brazzaville)", "CG")]
    [InlineData("The Netherlands", "NL")]
    [InlineData("St. Kitts & Nevis", "KN")]
    [InlineData("Virgin Islands (US)", "VI")]
    [InlineData("Virgin Islands (British)", "VG")]
    [InlineData("United States (US) Minor Outlying Islands", "UM")]
    [InlineData("T\u00fcrkiye", "TR")]
    [InlineData("\u200bGermany\ufeff", "DE")]
    [InlineData("\uff24\uff25", "DE")]
    [InlineData("AND", "AD")]
    [InlineData("of the", null)]
    [InlineData("Germany (FR)", null)]
    [InlineData("Atlantis (US)", null)]
    [InlineData("Virgin Islands", null)]
    [InlineData("()", null)]
    [InlineData("&", null)]
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

    // The machine's ICU names them as CLDR does, which is what shops' libraries do.
    [Fact]
    public void Should_find_every_country_by_its_codes_and_by_its_name_in_cldr() => CountryCodes.All.SelectMany(code =>
    {
        var region = new RegionInfo($"en-{code}");
        return new[] { code, region.ThreeLetterISORegionName, region.EnglishName, $"{region.EnglishName} ({code})" }
            .Where(spelling => Countries.FindCode(spelling) != code);
    }).ShouldBeEmpty();

    [Fact]
    public void Should_rank_every_reason_once()
    {
        var codes = typeof(Reasons).GetFields(System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)
            .Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);

        Reasons.ByPrecedence.ShouldBe(codes, ignoreOrder: true);
    }
}

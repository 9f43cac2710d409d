using CsCheck;
using Microservices.Invoice.Amounts;

namespace Microservices.Invoice.Tests.Amounts;

public class AmountRulesTests
{
    private static readonly Gen<(int Quantity, long Price, decimal Rate, int MinorUnits)> AnyLine = Gen.Select(
        Gen.Int[1, 100_000], Gen.Long[0, 10_000_000], Gen.OneOf(0m, 8.1m, 17m, 19m, 20m, 25.5m, 27m, 100m),
        Gen.OneOf(0, 2, 3));

    [Theory]
    [InlineData(1, "1.20", "20", 2, "0.20", "1.00")]
    [InlineData(6, "2.55", "19", 2, "2.44", "12.86")]
    [InlineData(1, "0.03", "20", 2, "0.01", "0.02")] // 0.005 rounds away from zero
    [InlineData(1, "0.15", "20", 2, "0.03", "0.12")] // 0.025: banker's rounding would give 0.02
    [InlineData(3, "0", "20", 2, "0", "0")]
    [InlineData(7, "999", "10", 0, "636", "6357")]
    [InlineData(1, "1.005", "5", 3, "0.048", "0.957")]
    [InlineData(10, "9.99", "0", 2, "0", "99.90")]
    [InlineData(7, "0.012345", "20", 2, "0.02", "0.07")] // 0.086415 is 0.09
    [InlineData(1, "0.045", "0", 2, "0", "0.05")] // half a penny rounds away from zero
    [InlineData(3, "1.5", "10", 0, "0", "5")]
    public void Should_take_the_vat_out_of_the_gross(
        int quantity, string unitPrice, string rate, int minorUnits, string vat, string net)
    {
        var amounts = AmountRules.Split(quantity, Parse(unitPrice), Parse(rate), minorUnits);

        amounts.Vat.ShouldBe(Parse(vat));
        amounts.Net.ShouldBe(Parse(net));
    }

    [Fact]
    public void Should_keep_gross_exact_and_round_only_to_the_currencys_units() => AnyLine.Sample(line =>
    {
        var price = line.Price / Power(line.MinorUnits);
        var amounts = AmountRules.Split(line.Quantity, price, line.Rate, line.MinorUnits);

        amounts.Gross.ShouldBe(line.Quantity * price);
        (amounts.Net + amounts.Vat).ShouldBe(amounts.Gross);
        (amounts.Vat * Power(line.MinorUnits) % 1m).ShouldBe(0m);
        amounts.Vat.ShouldBeInRange(0m, amounts.Gross);

        var exact = amounts.Gross * line.Rate / (100m + line.Rate);
        Math.Abs(amounts.Vat - exact).ShouldBeLessThanOrEqualTo(0.5m / Power(line.MinorUnits));
    });

    private static decimal Parse(string value) => decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture);

    private static decimal Power(int minorUnits) => minorUnits switch { 0 => 1m, 2 => 100m, _ => 1_000m };
}

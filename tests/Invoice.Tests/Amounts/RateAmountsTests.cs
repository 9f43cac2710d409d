using CsCheck;
using Microservices.Invoice.Amounts;

namespace Microservices.Invoice.Tests.Amounts;

public class RateAmountsTests
{
    private static readonly Gen<((int Quantity, long Price)[] Lines, decimal Rate, int MinorUnits, bool PricesAreNet)> AnyLines = Gen.Select(
        Gen.Select(Gen.Int[1, 100_000], Gen.Long[0, 10_000_000]).Array[1, 40], Gen.OneOf(0m, 8.1m, 17m, 17.5m, 19m, 20m, 25.5m, 27m, 100m),
        Gen.OneOf(0, 2, 3), Gen.Bool);

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
        var amounts = new RateAmounts(Parse(rate), minorUnits, pricesAreNet: false).Add(quantity, Parse(unitPrice));

        amounts.ShouldBe(new LineAmounts(Parse(net) + Parse(vat), Parse(vat), Parse(net)));
    }

    [Theory]
    [InlineData(1, "1.00", "20", 2, "0.20")]
    [InlineData(3, "0.33", "19", 2, "0.19")]
    [InlineData(1, "0.10", "25", 2, "0.03")] // 0.025
    [InlineData(7, "999", "10", 0, "699")]
    [InlineData(1, "1.005", "5", 3, "0.050")]
    [InlineData(1, "10", "0", 2, "0")]
    public void Should_add_the_vat_to_net_prices(int quantity, string unitPrice, string rate, int minorUnits, string vat)
    {
        var amounts = new RateAmounts(Parse(rate), minorUnits, pricesAreNet: true).Add(quantity, Parse(unitPrice));

        amounts.ShouldBe(new LineAmounts(quantity * Parse(unitPrice) + Parse(vat), Parse(vat), quantity * Parse(unitPrice)));
    }

    // A thousand lines of a penny and a half of VAT each: rounded line by line, it would be 20.
    [Fact]
    public void Should_round_once_for_all_lines_of_a_rate()
    {
        var amounts = new RateAmounts(20m, 2, pricesAreNet: false);

        Enumerable.Range(0, 1_000).Sum(_ => amounts.Add(1, 0.09m).Vat).ShouldBe(15m);
    }

    [Fact]
    public void Should_add_up_to_what_en_16931_demands() => AnyLines.Sample(it =>
    {
        var unit = 1m / Power(it.MinorUnits);
        var rate = new RateAmounts(it.Rate, it.MinorUnits, it.PricesAreNet);
        var lines = it.Lines.Select(line => (line.Quantity, Price: line.Price * unit, Amounts: rate.Add(line.Quantity, line.Price * unit))).ToList();

        foreach (var (quantity, price, amounts) in lines)
        {
            (it.PricesAreNet ? amounts.Net : amounts.Gross).ShouldBe(quantity * price);
            (amounts.Net + amounts.Vat).ShouldBe(amounts.Gross);
            (amounts.Vat / unit % 1m).ShouldBe(0m);
            amounts.Vat.ShouldBeInRange(0m, amounts.Gross);
        }

        // BR-CO-17: taxable amount × rate, rounded. Exact for net prices. Not every gross has such a net: then it is one unit off.
        var (net, vat) = (lines.Sum(line => line.Amounts.Net), lines.Sum(line => line.Amounts.Vat));
        var expected = Math.Round(net * it.Rate / 100m, it.MinorUnits, MidpointRounding.AwayFromZero);
        Math.Abs(vat - expected).ShouldBeLessThanOrEqualTo(it.PricesAreNet ? 0m : unit);
    });

    private static decimal Parse(string value) => decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture);

    private static decimal Power(int minorUnits) => minorUnits switch { 0 => 1m, 2 => 100m, _ => 1_000m };
}

using System.Globalization;
using Contracts.Rules;
using Microservices.Orders.Import;
using Microservices.Orders.Validation;

namespace Microservices.Orders.Tests.Import;

public class DiscountsTests
{
    private const string Header = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country,Rabatt\n";

    [Theory]
    [InlineData("0.15", 1, "12", "18.60", "15.81", "189.72")]
    [InlineData("0.25", 1, "1", "0.01", "0.0075", "0.01")]
    [InlineData("0.05", 1, "15", "7.30", "6.935", "104.03")] // 104.025
    [InlineData("", 1, "2", "4.95", "4.95", "9.90")]
    [InlineData("0", 1, "2", "4.95", "4.95", "9.90")]
    [InlineData("15", 100, "12", "18.60", "15.81", "189.72")]
    [InlineData("15 %", 100, "12", "18.60", "15.81", "189.72")]
    [InlineData("0.3333333333", 1, "3", "1000000", "666666.6667", "2000000.00")]
    public async Task Should_take_a_discount_off_the_price(string discount, int whole, string quantity, string price, string net, string total)
    {
        var order = (await ReadAsync(quantity, price, discount, whole)).Order.ShouldNotBeNull();

        order.Lines[0].UnitPrice.ShouldBe(Number(net));
        order.Total.ShouldBe(Number(total));
    }

    [Theory]
    [InlineData("15", 1, "discountUnit=percent")]
    [InlineData("15%", 1, "discountUnit=percent")]
    [InlineData("1.01", 1, "share")]
    [InlineData("-0.1", 1, "share")]
    [InlineData("0,15", 1, "share")]
    [InlineData("1e-1", 1, "share")]
    [InlineData("+0.1", 1, "share")]
    [InlineData("101", 100, "percent")]
    [InlineData("\uff11\uff15", 100, "percent")]
    public async Task Should_name_what_is_no_discount(string discount, int whole, string message)
    {
        var violation = (await ReadAsync("2", "4.95", discount.Contains(',') ? $"\"{discount}\"" : discount, whole))
            .Violations.Items.ShouldHaveSingleItem();

        (violation.Code, violation.Path, violation.Value).ShouldBe((Reasons.DiscountInvalid, "lines[0].discount", discount));
        violation.Message.ShouldContain(message);
    }

    [Fact]
    public async Task Should_reject_a_gift_and_what_no_price_can_say()
    {
        (await ReadAsync("2", "4.95", "1", 1)).Violations.PrimaryCode.ShouldBe(Reasons.TotalNotPositive);
        (await ReadAsync("2000000000", "0.03", "0.3333333", 1)).Violations.PrimaryCode.ShouldBe(Reasons.DiscountInexact);
    }

    [Fact]
    public void Should_give_the_exact_amount_whatever_the_discount()
    {
        var random = new Random(20261129);
        for (var round = 0; round < 20_000; round++)
        {
            var (quantity, price) = (random.Next(1, 5_000), random.Next(0, 1_000_000) / 100m);
            // As shops have them: hundredths, and what is left of them in binary.
            var share = random.Next(0, 101) / 100m;
            if (round % 2 == 0)
                share = (decimal)(double)(float)share is var binary and <= 1 ? binary : 1;

            var net = Discounts.TakeOff(share, quantity, price, minorUnits: 2).ShouldNotBeNull($"{quantity} × {price} less {share}");

            UnitPrices.LineAmount(quantity, net, 2).ShouldBe(Math.Round(quantity * price * (1 - share), 2, MidpointRounding.AwayFromZero));
        }
    }

    private static async Task<ImportedOrder> ReadAsync(string quantity, string price, string discount, int whole) =>
        (await ImportHarness.ReadCsvAsync($"{Header}1,MUG,Red mug,{quantity},2026-01-05 09:30:00,{price},17,France,{discount}\n",
            change: options => options with
            {
                WholeDiscount = whole,
                ColumnMap = new Dictionary<string, string> { ["Discount"] = "Rabatt" },
            })).ShouldHaveSingleItem();

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}

using System.Text;
using Microservices.Orders.Import;
using Microservices.Orders.Validation;
using static Microservices.Orders.Tests.Import.ImportHarness;

namespace Microservices.Orders.Tests.Import;

/// <summary>Files that were joined, exported by spreadsheets, and numbered by people.</summary>
public class When_a_file_comes_from_a_real_shop
{
    private static readonly Func<ImportOptions, ImportOptions> AnyNumbers = options => options with { AnyOrderNumbers = true };

    public static TheoryData<string, string, string> NumbersThatLookAlike => new()
    {
        { "800200", "800200\u200b", Reasons.InvisibleCharacter },
        { "800200", "\ufeff800200", Reasons.InvisibleCharacter },
        { "800200", "800\u00ad200", Reasons.InvisibleCharacter },
        { "800200", "\u202d800200\u202c", Reasons.InvisibleCharacter },
        { "800200", "800200\ufe0f", Reasons.InvisibleCharacter },
        { "\u2060800200", "800200", Reasons.InvisibleCharacter },
        { "800200", "\uff18\uff10\uff10\uff12\uff10\uff10", Reasons.OrderNumberDiffers },
    };

    [Theory]
    [MemberData(nameof(NumbersThatLookAlike))]
    public async Task Should_reject_an_order_whole_whose_numbers_only_look_alike(string number, string lookAlike, string reason)
    {
        var orders = await ReadCsvAsync(Header + Line(number) + Line("800201") + Line(number) + Line(lookAlike) + Line("800202"));

        var bad = orders.Single(order => order.Order is null);
        bad.Violations.PrimaryCode.ShouldBe(reason);
        bad.Lines.ToString().ShouldBe("2,4-5");
        orders.Where(order => order.Order is not null).Select(order => order.OrderNumber).ShouldBe(["800201", "800202"], ignoreOrder: true);
    }

    [Fact]
    public async Task Should_reject_late_lines_whose_number_looks_like_one_that_was_closed()
    {
        var orders = await ReadCsvAsync(Header + Line("1") + Line("2") + Line("\u200b1"), new ImportSettings { Window = 1 });

        orders[^1].Violations.PrimaryCode.ShouldBe(Reasons.OrderSplit);
    }

    [Fact]
    public async Task Should_show_the_character_that_cannot_be_seen()
    {
        var order = (await ReadCsvAsync(Header + Line("8\u200b1"))).ShouldHaveSingleItem();

        RejectedOrder.From(order).Message.ShouldBe(
            "line 2: orderNumber has the invisible character U+200B (was '8\\u200b1')");
    }

    [Fact]
    public async Task Should_skip_the_headers_and_blank_lines_of_joined_files()
    {
        var part = "\ufeff" + Header;

        var orders = await ReadCsvAsync(part + Line("1") + part + Line("1") + "\ufeff\n" + "\ufeff,,,,,,,\u200b\n" + part + Line("2"));

        orders.Select(order => (order.OrderNumber, order.Order?.Lines.Count)).ShouldBe([("1", 2), ("2", 1)]);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("\"1\"")]
    public async Task Should_reject_the_order_whole_at_which_joined_files_without_headers_meet(string number)
    {
        var order = (await ReadCsvAsync(Header + Line(number) + "\ufeff" + Line(number))).ShouldHaveSingleItem();

        (order.Order, order.Violations.PrimaryCode, order.Lines.ToString()).ShouldBe((null, Reasons.InvisibleCharacter, "2-3"));
    }

    [Fact]
    public async Task Should_skip_headers_in_quotes_of_joined_files()
    {
        var part = "\ufeff\"" + Header.TrimEnd().Replace(",", "\",\"", StringComparison.Ordinal) + "\"\n";

        (await ReadCsvAsync(part + Line("1") + part + Line("1"))).ShouldHaveSingleItem().Order!.Lines.Count.ShouldBe(2); // accepted
    }

    [Fact]
    public async Task Should_not_tell_the_order_of_a_number_that_cannot_be_seen() =>
        (await ReadCsvAsync(Header + Line("1") + Line("\u200b") + Line("2"))).ShouldAllBe(order =>
            order.Violations.PrimaryCode == Reasons.OrderNumberMissing);

    [Fact]
    public async Task Should_take_orders_of_joined_ndjson_files()
    {
        var line = "\ufeff" + TestOrders.Json().ToJsonString() + "\n";

        var orders = await ReadNdJsonAsync(Encoding.UTF8.GetBytes(line + line + "\ufeff\n"));

        orders.Count(order => order.Order is not null).ShouldBe(2);
        orders.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("C536365")]
    [InlineData("SO-2026/0001")]
    [InlineData("Bestellung 17 ä")]
    public async Task Should_take_numbers_with_letters_when_told_so(string number)
    {
        var text = Header + Line(number) + Line($" {number} ");

        (await ReadCsvAsync(text)).ShouldHaveSingleItem().Violations.PrimaryCode.ShouldBe(Reasons.OrderNumberNotNumeric);
        var order = (await ReadCsvAsync(text, change: AnyNumbers)).ShouldHaveSingleItem().Order.ShouldNotBeNull();
        (order.OrderNumber, order.Lines.Count).ShouldBe((number, 2));
    }

    [Theory]
    [InlineData("0.012345", "7", "0.09")]
    [InlineData("0.015", "1", "0.02")]
    [InlineData("1.0049", "100", "100.49")]
    public async Task Should_take_fine_prices_when_told_so_and_round_the_line(string price, string quantity, string total)
    {
        var text = Header + Line("1", price: price, quantity: quantity);

        (await ReadCsvAsync(text)).ShouldHaveSingleItem().Violations.PrimaryCode.ShouldBe(Reasons.TooManyDecimals);
        var order = (await ReadCsvAsync(text, change: options => options with { UnitPriceDecimals = 6 })).ShouldHaveSingleItem().Order;
        order.ShouldNotBeNull().Total.ShouldBe(decimal.Parse(total, System.Globalization.CultureInfo.InvariantCulture));
        (await ReadCsvAsync(Header + Line("1", price: "0.0000001"), change: options => options with { UnitPriceDecimals = 6 }))
            .ShouldHaveSingleItem().Violations.PrimaryCode.ShouldBe(Reasons.TooManyDecimals);
    }
}

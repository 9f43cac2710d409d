using System.Text;
using Microservices.Orders.Acceptance;
using Microservices.Orders.Import;
using Microservices.Orders.Validation;

namespace Microservices.Orders.Tests.Import;

public class NdJsonOrderSourceTests
{
    [Fact]
    public async Task Should_read_an_order_per_line()
    {
        var numbered = TestOrders.Json();
        numbered.Remove("orderId");
        var nameless = TestOrders.Json();
        nameless.Remove("orderNumber");

        var orders = await ReadAsync(numbered.ToJsonString() + "\r\n\n  \n" + nameless.ToJsonString());

        orders.Select(order => order.Lines.ToString()).ShouldBe(["1", "4"]);
        orders[0].Order!.OrderId.ShouldBe(OrderIds.FromOrderNumber("SHOP-1001"));
        orders[1].Order!.OrderId.ShouldBe(Guid.Parse(TestOrders.Json()["orderId"]!.GetValue<string>()));
        orders[1].Order!.OrderNumber.ShouldBeNull();
    }

    [Fact]
    public async Task Should_reject_bad_lines_and_take_the_rest()
    {
        var anonymous = TestOrders.Json();
        anonymous.Remove("orderId");
        anonymous.Remove("orderNumber");
        var good = TestOrders.Json().ToJsonString();

        var orders = await ReadAsync(string.Join('\n', good, "{\"currency\":",
            TestOrders.With("currency", "\"GBX\"").ReplaceLineEndings(""),
            anonymous.ToJsonString(), $"{{\"x\":\"{new string('x', 10_000)}\"}}", good));

        orders.Select(order => string.Join(',', order.Faults())).ShouldBe(
            ["", "malformed-json@2", "currency-unknown@3", "order-number-missing@4", "malformed-json@5", ""]);
        orders[2].OrderNumber.ShouldBe("SHOP-1001");
        orders[5].Lines.ToString().ShouldBe("6");
    }

    [Theory]
    [InlineData("\"\"", 0)]
    [InlineData("\" \\u200b\"", 0)]
    [InlineData("\"Atlantis\"", 1)]
    public async Task Should_count_a_country_as_unknown_only_if_there_is_one(string country, int unknown)
    {
        var order = (await ReadAsync(TestOrders.With("shippingAddress.country", country).ReplaceLineEndings(""))).ShouldHaveSingleItem();
        var tally = new ImportTally(rejectionsListed: 1, ImportHarness.Metrics());

        tally.Add(order.Order.ShouldNotBeNull(), AcceptanceOutcome.Accepted);

        tally.Summarize().UnknownCountries.Count.ShouldBe(unknown);
    }

    [Fact]
    public async Task Should_reject_only_the_line_with_latin1_bytes()
    {
        var good = TestOrders.Json().ToJsonString();

        var orders = await ImportHarness.ReadNdJsonAsync(
            [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(good + "\n"),
                .. Encoding.Latin1.GetBytes(good.Replace("Red", "£ed") + "\n")]);

        orders.Select(order => order.Violations.PrimaryCode).ShouldBe([null, Reasons.EncodingNotUtf8]);
    }

    [Theory]
    [InlineData("InvoiceNo,StockCode\n1,2\n", "InvoiceNo,StockCode")]
    [InlineData("[{}]", "[{}]")]
    [InlineData("\n\n", "empty")]
    public async Task Should_say_what_a_wrong_file_begins_with(string text, string found) =>
        (await Should.ThrowAsync<WrongFileException>(() => ReadAsync(text))).Found.ShouldContain(found);

    private static Task<List<ImportedOrder>> ReadAsync(string text) =>
        ImportHarness.ReadNdJsonAsync(Encoding.UTF8.GetBytes(text));
}

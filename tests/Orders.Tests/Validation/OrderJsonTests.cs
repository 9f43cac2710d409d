using System.Text;
using Microservices.Orders.Validation;

namespace Microservices.Orders.Tests.Validation;

public class OrderJsonTests
{
    [Theory]
    [InlineData("", Reasons.MalformedJson)]
    [InlineData("{", Reasons.MalformedJson)]
    [InlineData("{\"currency\":\"GBP\",}", Reasons.MalformedJson)]
    [InlineData("{\"currency\":\"GBP\",\"currency\":\"EUR\"}", Reasons.MalformedJson)]
    [InlineData("<order/>", Reasons.MalformedJson)]
    [InlineData("[]", Reasons.WrongType)]
    [InlineData("null", Reasons.WrongType)]
    [InlineData("\"order\"", Reasons.WrongType)]
    public void Should_refuse_what_is_no_object(string json, string reason) =>
        TestOrders.Read(json).Violations.Items.ShouldHaveSingleItem().Code.ShouldBe(reason);

    [Fact]
    public void Should_say_where_the_text_stops_being_json() =>
        TestOrders.Read("{\n  \"currency\": GBP\n}").Violations.Items.ShouldHaveSingleItem()
            .Message.ShouldStartWith("is not JSON at line 2, byte 15:");

    [Fact]
    public void Should_refuse_latin1_bytes()
    {
        var json = Encoding.Latin1.GetBytes(TestOrders.Json().ToJsonString().Replace("Red mug", "Mug for £5"));

        TestOrders.Read(json).Violations.Items.ShouldHaveSingleItem().Code.ShouldBe(Reasons.EncodingNotUtf8);
    }

    [Fact]
    public void Should_refuse_half_of_a_surrogate_pair()
    {
        var json = TestOrders.Json().ToJsonString().Replace("Red mug", "Red \\ud83d mug");

        TestOrders.Read(json).Violations.Items.Select(item => (item.Path, item.Code)).ShouldBe(
            [("lines[0].description", Reasons.EncodingNotUtf8), ("lines[1].description", Reasons.EncodingNotUtf8)]);
    }

    [Theory]
    [InlineData("\"currency\":", "\"\\ud800\":1,\"currency\":")]
    [InlineData("\"sku\":", "\"\\udc00\\ud800\":")]
    public void Should_refuse_half_of_a_surrogate_pair_in_a_name(string name, string by) =>
        TestOrders.Read(TestOrders.Json().ToJsonString().Replace(name, by)).Violations.PrimaryCode.ShouldBe(Reasons.EncodingNotUtf8);

    [Fact]
    public void Should_refuse_nesting_without_end() =>
        TestOrders.Read(new string('[', 10_000)).Violations.PrimaryCode.ShouldBe(Reasons.MalformedJson);

    [Fact]
    public void Should_ignore_unknown_members()
    {
        var order = TestOrders.Json();
        order["giftWrap"] = true;
        order["lines"]![0]!["colour"] = "red";

        TestOrders.Read(order.ToJsonString()).Order.ShouldNotBeNull();
    }
}

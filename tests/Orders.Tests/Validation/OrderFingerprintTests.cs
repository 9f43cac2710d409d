using System.Text.Json.Nodes;

namespace Microservices.Orders.Tests.Validation;

public class OrderFingerprintTests
{
    private static readonly byte[] Original = Of(TestOrders.Json().ToJsonString());

    [Fact]
    public void Should_be_equal_for_another_spelling_of_the_same()
    {
        var order = TestOrders.Json();
        var reordered = new JsonObject(order.Reverse().Select(member =>
            KeyValuePair.Create(member.Key, member.Value?.DeepClone())))
        {
            ["unknown"] = 1,
        };
        var json = reordered.ToJsonString().Replace("4.95", "4.950").Replace("2026-05-01T09:30:00\\u002B01:00",
            "2026-05-01T08:30:00Z");

        json.ShouldContain("4.950");
        json.ShouldContain("08:30:00Z");
        Of(json).ShouldBe(Original);
    }

    [Theory]
    [InlineData("orderId", "undefined")]
    [InlineData("orderNumber", "\"SHOP-1002\"")]
    [InlineData("customer.id", "\"C-18\"")]
    [InlineData("customer.name", "\"Jane\"")]
    [InlineData("customer.email", "\"jane@example.test\"")]
    [InlineData("customer.locale", "undefined")]
    [InlineData("currency", "\"EUR\"")]
    [InlineData("shippingAddress", "undefined")]
    [InlineData("shippingAddress.region", "\"Munster\"")]
    [InlineData("confirmedAt", "\"2026-05-01T09:30:01+01:00\"")]
    [InlineData("lines[0].sku", "\"mug\"")]
    [InlineData("lines[0].description", "\"Red mug \"")]
    [InlineData("lines[0].quantity", "3")]
    [InlineData("lines[0].unitPrice", "4.96")]
    [InlineData("lines[0].vatCategory", "\"reduced\"")]
    [InlineData("customer.vatId", "\"ATU12345678\"")]
    [InlineData("billingAddress", "{ \"city\": \"Cork\", \"country\": \"EIRE\" }")]
    [InlineData("billingAddress", "{}")]
    [InlineData("supplyDate", "\"2026-05-01\"")]
    [InlineData("pricesIncludeVat", "true")]
    [InlineData("payment", "{ \"status\": \"paid\" }")]
    public void Should_differ_for_other_content(string path, string value) =>
        Of(TestOrders.With(path, value)).ShouldNotBe(Original);

    // Stored for good: computed from the order's members by hand, as the first release wrote them.
    [Theory]
    [InlineData("2026-05-01T08:30:00Z", "7BFEE75876724FEFF081BD625E05D75672F342159FD170A922ABB297F7A84FCA", null)]
    [InlineData("2026-05-01T09:30:00.1234567+01:00", "7AEBD8C83EAF06324738D9D13DAB60D27DB6D3C030B8AC21456FDE0CD5B7922B", "58626C0473B9D7DA5F30AA2B27DDC9B1F0DC8165B88026E7702D43D7F9A62F8C")]
    [InlineData("2026-05-01T08:30:00.123456Z", "7AEBD8C83EAF06324738D9D13DAB60D27DB6D3C030B8AC21456FDE0CD5B7922B", null)]
    public void Should_stay_what_it_was(string confirmedAt, string expected, string? earlier)
    {
        var order = TestOrders.Read(TestOrders.With("confirmedAt", $"\"{confirmedAt}\"")).Order.ShouldNotBeNull();

        Convert.ToHexString(order.Fingerprint).ShouldBe(expected);
        (order.EarlierFingerprint is { } found ? Convert.ToHexString(found) : null).ShouldBe(earlier);
    }

    [Fact]
    public void Should_not_confuse_one_term_with_another()
    {
        string[] terms =
        [
            "{ \"status\": \"paid\" }", "{ \"status\": \"unpaid\" }", "{ \"status\": \"paid\", \"method\": \"unpaid\" }",
            "{ \"status\": \"unpaid\", \"method\": \"paid\" }",
        ];

        terms.Select(payment => Convert.ToHexString(Of(TestOrders.With("payment", payment)))).Distinct().Count().ShouldBe(terms.Length);
    }

    [Fact]
    public void Should_not_confuse_a_text_with_its_neighbour()
    {
        var moved = TestOrders.Json();
        moved["shippingAddress"] = new JsonObject { ["region"] = "Cork", ["country"] = "EIRE" };

        Of(moved.ToJsonString()).ShouldNotBe(Original);
    }

    private static byte[] Of(string json) => TestOrders.Read(json).Order.ShouldNotBeNull().Fingerprint;
}

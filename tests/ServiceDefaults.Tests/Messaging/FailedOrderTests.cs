using System.Text;
using Microservices.ServiceDefaults.Messaging.Failures;

namespace Microservices.ServiceDefaults.Tests.Messaging;

public sealed class FailedOrderTests
{
    private const string Id = "0198c4a2-7b5e-7c3e-9d0a-111111111111";

    [Theory]
    [InlineData("""{ "messageType": [], "message": { "orderId": "ID", "lines": 7 } }""", true)]
    [InlineData("""{ "specversion": "1.0", "data": { "ORDERID": "ID" } }""", true)]
    [InlineData("""{ "orderId": "ID", "message": "a gift", "data": null }""", true)]
    [InlineData("""{ "message": { "message": { "orderId": "ID" } } }""", false)]
    [InlineData("""{ "orderId": 7 }""", false)]
    [InlineData("""{ "orderId": "" }""", false)]
    [InlineData("""{ "orderId": "00000000-0000-0000-0000-000000000000" }""", false)]
    [InlineData("""{ "\ud800": 1, "orderId": "ID" }""", true)]
    [InlineData("""{ "message": { "\udc00": 1, "orderId": "ID" } }""", true)]
    [InlineData("""{ "orderId": "\ud800" }""", false)]
    [InlineData("""[ { "orderId": "ID" } ]""", false)]
    [InlineData("""{ "orderId": "ID" """, false)]
    [InlineData("", false)]
    public void Should_find_the_order_that_a_message_names(string body, bool isThere) =>
        FailedOrder.Find(Encoding.UTF8.GetBytes(body.Replace("\"ID\"", $"\"{Id}\"", StringComparison.Ordinal)))
            .ShouldBe(isThere ? Guid.Parse(Id) : null);
}

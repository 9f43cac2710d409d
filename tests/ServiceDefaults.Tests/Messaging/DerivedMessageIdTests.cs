using System.Text;
using Microservices.ServiceDefaults.Messaging.Identity;

namespace Microservices.ServiceDefaults.Tests.Messaging;

public sealed class DerivedMessageIdTests
{
    private const string OrderId = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

    [Fact]
    public void Should_be_version_5_as_the_rfc_computes_it()
    {
        // The example of RFC 9562, appendix A.4: www.example.com in the DNS name space.
        var dns = new Guid("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

        NameBasedGuid.Create(dns, "www.example.com").ShouldBe(new Guid("2ed6657d-e927-568b-95e1-2665a8aea6a2"));
    }

    [Fact]
    public void Should_depend_on_the_order_only_when_there_is_one()
    {
        var expected = Create($$"""{ "orderId": "{{OrderId}}" }""");

        Create($$"""{ "text": "other", "OrderId": "{{OrderId.ToUpperInvariant()}}" }""").ShouldBe(expected);
        Create($$"""{ "messageType": [], "message": { "orderId": "{{OrderId}}" } }""").ShouldBe(expected);
        Create("""{ "orderId": "another" }""").ShouldNotBe(expected);
    }

    [Theory]
    [InlineData("""{ "sku": "85123A" }""")]
    [InlineData("""{ "orderId": 4711 }""")]
    [InlineData("""{ "orderId": "" }""")]
    [InlineData("[1, 2]")]
    [InlineData("no JSON")]
    [InlineData("")]
    public void Should_depend_on_the_whole_body_otherwise(string body)
    {
        Create(body).ShouldBe(Create(body));
        Create(body).ShouldNotBe(Create(body + " "));
    }

    private static Guid Create(string body) => DerivedMessageId.Create(Encoding.UTF8.GetBytes(body));
}

using System.Text;
using Microservices.ServiceDefaults.Messaging.Identity;

namespace Microservices.ServiceDefaults.Tests.Messaging;

public sealed class DerivedMessageIdTests
{
    [Fact]
    public void Should_be_version_5_as_the_rfc_computes_it()
    {
        // The example of RFC 9562, appendix A.4: www.example.com in the DNS name space.
        var dns = new Guid("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

        NameBasedGuid.Create(dns, "www.example.com").ShouldBe(new Guid("2ed6657d-e927-568b-95e1-2665a8aea6a2"));
    }

    [Fact]
    public void Should_be_the_one_of_earlier_releases_for_an_order() =>
        DerivedMessageId.OfOrder(new Guid("3f2504e0-4f89-41d3-9a0c-0305e82c3301")).ShouldBe(new Guid("3a49ff93-1c04-538a-af97-7604c85e1ea7"));

    [Theory]
    [InlineData("urn:message:A", """{ "orderId": "1" }""", true)]
    [InlineData("urn:message:A", """{ "orderId": "1" } """, false)]
    [InlineData("urn:message:B", """{ "orderId": "1" }""", false)]
    [InlineData("urn:message:A", "no JSON", false)]
    public void Should_depend_on_the_type_and_the_whole_body_otherwise(string type, string body, bool isSame) =>
        (Create(type, body) == Create("urn:message:A", """{ "orderId": "1" }""")).ShouldBe(isSame);

    private static Guid Create(string type, string body) => DerivedMessageId.OfBody([type], Encoding.UTF8.GetBytes(body));
}

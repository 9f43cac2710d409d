using Microservices.Email.Data;
using Microservices.Email.Http;

namespace Microservices.Email.Tests.Http;

public sealed class BounceRequestTests
{
    [Theory]
    [InlineData("550 <jane@example.test> unknown", "550 <recipient> unknown")]
    [InlineData("""550 <"jane doe"@example.test> unknown""", "550 <recipient> unknown")]
    [InlineData("""550 <"jane \"the best\" <doe>; \\"@example.test> unknown""", "550 <recipient> unknown")]
    [InlineData("""550 <jane."van doe".3@example.test> unknown""", "550 <recipient> unknown")]
    [InlineData("550 <\"jane\r\n doe\"@example.test> unknown", "550 <recipient> unknown")]
    [InlineData("""550 "no such user" jane@example.test""", """550 "no such user" recipient""")]
    [InlineData("""550 "user" and "jane"@example.test""", """550 "user" and recipient""")]
    [InlineData("rfc822;jane@example.test, to:\"j\"@[192.0.2.1]", "rfc822;recipient, to:recipient")]
    [InlineData("""550 "no such user" here""", """550 "no such user" here""")]
    [InlineData("550 5.1.1 @ noon", "550 5.1.1 @ noon")]
    public void Should_store_no_address(string diagnostic, string stored) =>
        Read(diagnostic).Bounce.ShouldNotBeNull().Diagnostic.ShouldBe(stored);

    [Theory]
    [InlineData("x")]
    [InlineData("\"")]
    [InlineData("\\")]
    [InlineData("\"\\")]
    [InlineData("\\\"")]
    [InlineData("\"x")]
    [InlineData("x\"\"")]
    public void Should_read_the_worst_texts_without_trying_each_in_many_ways(string part)
    {
        var diagnostic = string.Concat(Enumerable.Repeat(part, BounceConfiguration.DiagnosticLength / part.Length));

        Read(diagnostic).Bounce.ShouldNotBeNull().Diagnostic.ShouldBe(diagnostic);
    }

    [Fact]
    public void Should_count_characters_as_the_database_does()
    {
        var longest = string.Concat(Enumerable.Repeat("📪", BounceConfiguration.DiagnosticLength));

        Read(longest).Bounce.ShouldNotBeNull().Diagnostic.ShouldBe(longest);
        Read($"{longest}📪").Errors["diagnostic"].ShouldBe(["must have at most 1000 characters (has 1001)"]);
    }

    private static (Bounce? Bounce, Dictionary<string, string[]> Errors) Read(string diagnostic) =>
        new BounceRequest("5.1.1", diagnostic, null).Read(Guid.NewGuid(), TestOrders.ConfirmedAt.UtcDateTime);
}

using Microservices.Orders.Import;

namespace Microservices.Orders.Tests.Import;

public class OrderIdsTests
{
    // A changed algorithm or namespace would import every order a second time.
    [Theory]
    [InlineData("536365")]
    public void Should_never_change(string number)
    {
        var id = OrderIds.FromOrderNumber(number);

        id.Version.ShouldBe(5);
        id.ShouldBe(Guid.Parse("8a826b98-ed5c-5033-9941-69e858657c42"));
    }

    [Fact]
    public void Should_differ_by_number() =>
        OrderIds.FromOrderNumber("536365").ShouldNotBe(OrderIds.FromOrderNumber("0536365"));
}

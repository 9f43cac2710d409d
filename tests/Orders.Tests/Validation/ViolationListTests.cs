using Microservices.Orders.Validation;

namespace Microservices.Orders.Tests.Validation;

public class ViolationListTests
{
    [Fact]
    public void Should_count_an_order_under_the_gravest_reason_though_it_is_not_kept()
    {
        var found = new ViolationList();
        for (var line = 0; line < ViolationList.Limit; line++)
            found.Add($"lines[{line}].unitPrice", Reasons.TooManyDecimals, "must have at most 2 decimals in GBP");
        found.Add("", Reasons.MalformedJson, "is not JSON");

        var taken = new ViolationList();
        taken.AddAll(found, line: 7);

        taken.Omitted.ShouldBe(1);
        taken.PrimaryCode.ShouldBe(found.PrimaryCode);
        taken.PrimaryCode.ShouldBe(Reasons.MalformedJson);
    }
}

using System.Text;
using Microservices.Chaos.Shopping;

namespace Microservices.Chaos.Tests.Shopping;

public sealed class OrderPlanTests
{
    [Fact]
    public void Should_be_the_same_for_the_same_seed()
    {
        Bodies(1).ShouldBe(Bodies(1));
        Bodies(1).ShouldNotBe(Bodies(2));
    }

    [Fact]
    public void Should_have_every_kind_of_order_and_copy()
    {
        var orders = OrderPlan.Draw(seed: 1, count: 200);

        orders.Select(order => order.Kind).Distinct().ShouldBe(Enum.GetValues<OrderKind>(), ignoreOrder: true);
        orders.Select(order => order.Copy).Distinct().ShouldBe(Enum.GetValues<CopyKind>(), ignoreOrder: true);
    }

    private static string[] Bodies(int seed) =>
        [.. OrderPlan.Draw(seed, count: 50).Select(order => Encoding.UTF8.GetString(order.ToJson()))];
}

using Microservices.Chaos.Faults;

namespace Microservices.Chaos.Tests.Faults;

public sealed class FaultPlanTests
{
    private const int PerLane = 30;

    [Fact]
    public void Should_be_the_same_for_the_same_seed()
    {
        Draw(1).ShouldBe(Draw(1));
        Draw(1).ShouldNotBe(Draw(2));
    }

    [Fact]
    public void Should_have_every_kind_in_its_lane()
    {
        var plan = FaultPlan.Draw(3, PerLane, FaultKinds.All(replicas: 2));

        plan.Keys.ShouldBe(Enum.GetValues<Lane>(), ignoreOrder: true);
        plan.Values.ShouldAllBe(faults => faults.Count == PerLane);
        plan.ShouldAllBe(lane => lane.Value.All(fault => fault.Kind.Lane == lane.Key));
        plan.Values.SelectMany(faults => faults.Select(fault => (fault.Kind.Name, fault.Kind.Targets[0]))).Distinct().Count()
            .ShouldBe(FaultKinds.All(replicas: 2).Count);
    }

    private static List<string> Draw(int seed) =>
    [
        .. FaultPlan.Draw(seed, PerLane, FaultKinds.All(replicas: 2)).Values.SelectMany(faults => faults)
            .Select(fault => $"{fault.Kind.Name} {fault.Target} {fault.After} {fault.Hold} {fault.Strength}"),
    ];
}

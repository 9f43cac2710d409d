using Microservices.Chaos.Running;

namespace Microservices.Chaos.Tests;

/// <summary>A short run of <c>tests/chaos</c>, whose longer ones have more seeds, orders and faults.</summary>
[Collection(FleetTests.Name)]
public sealed class When_everything_fails
{
    [Theory]
    [InlineData(1)]
    public async Task Should_have_each_effect_exactly_once(int seed)
    {
        using var logs = new TestLogs();
        var result = await new ChaosRun(new RunSettings { Seed = seed, Orders = 250, FaultsPerLane = 5, LogFolder = logs.Path },
            TestLogs.Say).RunAsync(TestContext.Current.CancellationToken);

        var report = Report.Of(result);
        TestLogs.Say(report);
        result.Verdict.IsExact.ShouldBeTrue(report);
        result.Replays.ShouldBeGreaterThan(0, "nothing was replayed");
    }
}

using Microservices.Chaos.Fuzzing;

namespace Microservices.Chaos.Tests;

/// <summary>The corpus and a short run of <c>tests/chaos fuzz</c>.</summary>
[Collection(FleetTests.Name)]
public sealed class When_anything_is_sent
{
    [Fact]
    public async Task Should_answer_it_or_keep_it_with_its_reason()
    {
        using var logs = new TestLogs();
        var result = await new FuzzRun(new FuzzSettings { Seed = 1, Rounds = 1, Inputs = 60, LogFolder = logs.Path }, TestLogs.Say)
            .RunAsync(TestContext.Current.CancellationToken);

        var report = Report.Of(result);
        TestLogs.Say(report);
        result.Verdict.IsExact.ShouldBeTrue(report);
    }
}

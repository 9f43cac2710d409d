using Microservices.Chaos.Running;
using Microservices.Chaos.Sabotaging;

namespace Microservices.Chaos.Tests;

/// <summary>The judge is worth what it sees when a promise is broken on purpose.</summary>
[Collection(FleetTests.Name)]
public sealed class When_the_system_is_sabotaged
{
    [Theory]
    [InlineData(nameof(Sabotage.InboxOff), "are reserved, and")]
    [InlineData(nameof(Sabotage.AckBeforeCommit), "has 0 of 1 in: ")]
    [InlineData(nameof(Sabotage.OutboxWithoutTransaction), "has 0 of 1 in: events")]
    [InlineData(nameof(Sabotage.ReplayToExchange), "was replayed to the exchange")]
    public async Task Should_be_seen_by_the_judge(string sabotage, string words)
    {
        using var logs = new TestLogs();
        var result = await new ChaosRun(SabotageRuns.Of(Enum.Parse<Sabotage>(sabotage), logs.Path), TestLogs.Say)
            .RunAsync(TestContext.Current.CancellationToken);

        TestLogs.Say(Report.Of(result));
        result.Verdict.IsExact.ShouldBeFalse();
        result.Verdict.Violations.ShouldContain(violation => violation.What.Contains(words));
    }
}

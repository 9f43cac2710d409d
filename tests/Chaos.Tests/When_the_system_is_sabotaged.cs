using Microservices.Chaos.Running;
using Microservices.Chaos.Sabotaging;

namespace Microservices.Chaos.Tests;

/// <summary>
/// The judge is worth what it sees when a promise is broken on purpose. One run breaks each in another service;
/// <c>tests/chaos sabotage</c> breaks one at a time.
/// </summary>
[Collection(FleetTests.Name)]
public sealed class When_the_system_is_sabotaged(When_the_system_is_sabotaged.SabotagedRun run) : IClassFixture<When_the_system_is_sabotaged.SabotagedRun>
{
    [Fact]
    public void Should_see_stock_that_is_reserved_twice_without_an_inbox() => Seen("are reserved, and").ShouldNotBeEmpty(run.Report);

    [Fact]
    public void Should_see_a_mail_that_an_early_acknowledgement_has_lost()
    {
        // Of an order whose event is there: what Orders did not publish, no consumer can lose. The kill meets a mail of either kind.
        var unpublished = Seen("has 0 of 1 in: events").Select(OrderOf).ToHashSet();
        Seen("has 0 of 1 in: orders with their ").Select(OrderOf).Except(unpublished).ShouldNotBeEmpty(run.Report);
    }

    [Fact]
    public void Should_see_an_event_that_is_lost_without_an_outbox() => Seen("has 0 of 1 in: events").ShouldNotBeEmpty(run.Report);

    [Fact]
    public void Should_see_a_replay_that_goes_to_all_consumers() => Seen("was replayed to the exchange").ShouldNotBeEmpty(run.Report);

    [Fact]
    public void Should_see_an_invoice_that_is_mailed_twice_without_its_ledger() =>
        Seen("has 2 mails, and the ledger counts 0 repeated").ShouldNotBeEmpty(run.Report);

    private List<string> Seen(string words) =>
        [.. run.Result.Verdict.Violations.Select(violation => violation.What).Where(what => what.Contains(words, StringComparison.Ordinal))];

    private static string OrderOf(string violation) => violation.Split(' ')[1];

    /// <summary>The run that all tests of the class look at.</summary>
    public sealed class SabotagedRun : IAsyncLifetime
    {
        internal RunResult Result { get; private set; } = null!; // set before any test

        internal string Report { get; private set; } = "";

        /// <inheritdoc />
        public async ValueTask InitializeAsync()
        {
            using var logs = new TestLogs();
            Result = await new ChaosRun(SabotageRuns.Of(Sabotage.All, logs.Path), TestLogs.Say).RunAsync(TestContext.Current.CancellationToken);
            Report = Tests.Report.Of(Result);
        }

        /// <inheritdoc />
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

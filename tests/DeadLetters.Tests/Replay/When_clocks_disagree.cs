using Microservices.DeadLetters.Archive;
using Microservices.DeadLetters.Replay;
using Microservices.DeadLetters.Tests.Ingest.Scenes;
using Microservices.DeadLetters.Tests.Replay.Scenes;
using Microservices.Testing;
using Microsoft.EntityFrameworkCore;

namespace Microservices.DeadLetters.Tests.Replay;

/// <summary>The database has the one clock, and the order of what happens.</summary>
public sealed class When_clocks_disagree
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_keep_the_rate_and_the_leases()
    {
        await using var scene = await Scene.CreateAsync();
        var hosts = new[]
        {
            await scene.StartReplaysAsync(), await scene.StartReplaysAsync(clock: new ShiftedClock(TimeSpan.FromHours(1))),
            await scene.StartReplaysAsync(clock: new ShiftedClock(TimeSpan.FromHours(-1))),
        };
        var letters = await scene.AddLettersAsync(hosts[0], 60);

        var id = await hosts[0].CreateAsync(Scene.Request(letters) with { Rate = 20, Canary = false });
        await hosts[0].WaitForAsync(id, ReplayState.Done);

        var sent = (await hosts[0].ItemsAsync(id)).Select(item => item.PublishedAt!.Value).Order().ToList(); // all were sent
        (sent[^1] - sent[0]).ShouldBeInRange(TimeSpan.FromSeconds(1.5), TimeSpan.FromMinutes(1));
        (await scene.EffectsAsync()).Count.ShouldBe(60);
    }

    [Fact]
    public async Task Should_pause_again_for_what_fails_after_a_resume_by_a_process_whose_clock_is_ahead()
    {
        await using var scene = await Scene.CreateAsync();
        var host = await scene.StartReplaysAsync();
        var ahead = await scene.StartReplaysAsync(withWorker: false, clock: new ShiftedClock(TimeSpan.FromHours(1)));
        var letters = await scene.AddLettersAsync(host, 20);
        scene.Behaviour.Fails = _ => true;

        var id = await host.CreateAsync(Scene.Request(letters));
        await Eventually.Holds(async () => await scene.IngestFailuresAsync(host) == 1, "the failure", cancellationToken: Cancellation);
        await host.WaitForAsync(id, ReplayState.Paused);
        await ahead.UseAsync<ReplayControl, ReplayTransition?>(control => control.ResumeAsync(id, "stock is in", Scene.Bob, Cancellation));
        await Eventually.Holds(async () =>
        {
            await scene.IngestFailuresAsync(host);
            return (await host.FindAsync(id)).State == ReplayState.Paused;
        }, "it pauses again", cancellationToken: Cancellation);

        (await host.FindAsync(id)).Counts.FailedAgain.ShouldBeLessThan(12);
    }

    [Fact]
    public async Task Should_leave_a_letter_to_the_replay_that_holds_it_when_another_hears_of_its_failure_late()
    {
        await using var scene = await Scene.CreateAsync(withConsumer: false);
        await scene.StartConsumerAsync();
        var host = await scene.StartReplaysAsync(withWorker: false);
        var letters = await scene.AddLettersAsync(host, 1);
        var first = await host.CreateAsync(Scene.Request(letters));
        var item = (await host.ItemsAsync(first))[0].Id;
        await host.QueryAsync(async context =>
        {
            await context.ReplayItems.ExecuteUpdateAsync(update => update.SetProperty(row => row.State, "not_acknowledged"), Cancellation);
            return await context.DeadLetters.ExecuteUpdateAsync(update => update.SetProperty(row => row.Status, "open"), Cancellation);
        });
        var second = await host.CreateAsync(Scene.Request(letters));

        await host.UseAsync<ReplayOutcome, int>(async outcome =>
            (await outcome.FailedAgainAsync([new FailedReplay(item, letters[0].Id)], Cancellation)).Count);

        (await host.ItemsAsync(first))[0].State.ShouldBe("failed_again");
        (await host.ItemsAsync(second))[0].State.ShouldBe("queued");
        (await host.QueryAsync(context => context.DeadLetters.SingleAsync(Cancellation))).Status.ShouldBe("replaying");
    }

    [Fact]
    public async Task Should_reopen_what_comes_again_after_it_was_archived_and_count_its_age_from_then()
    {
        await using var scene = await IngestScene.CreateAsync();
        await scene.DeclareAsync("aged_error");
        var host = await scene.StartServiceAsync();
        await scene.PublishAsync([RawMessage.Faulted("aged", "m-1")]);
        var letter = (await scene.LettersAsync(1))[0];
        await host.UseAsync<ArchiveService, ArchiveReport>(archive =>
            archive.ArchiveAsync(new LetterSelection(null, [letter.Id]), "not now", Scene.Ada, Cancellation));
        var before = await scene.QueryAsync(context => context.Database.SqlQuery<DateTime>($"SELECT clock_timestamp() AS \"Value\"").SingleAsync(Cancellation));

        // By the consumer's clock, long before the operator's decision.
        await scene.PublishAsync([RawMessage.Faulted("aged", "m-1", 9)]);
        var reopened = await Eventually.Reads(async () => (await scene.LettersAsync(1))[0], found => found.Status == "open",
            "it is open again", cancellationToken: Cancellation);

        reopened.OpenedAt.ShouldBeGreaterThanOrEqualTo(before);
        (await host.UseAsync<Microservices.DeadLetters.Alarms.Detecting.QueueStates, DateTime?>(async states =>
            (await states.ReadAsync(Cancellation)).Single().Oldest)).ShouldBe(reopened.OpenedAt);
    }
}

using Microservices.DeadLetters.Replay;
using Microservices.DeadLetters.Replay.Publishing;
using Microservices.DeadLetters.Replay.Worker;
using Microservices.DeadLetters.Tests.Replay.Scenes;
using Microservices.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.DeadLetters.Tests.Replay;

public sealed class When_replays_meet_trouble
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_send_again_what_a_worker_sent_before_it_died_and_have_no_second_effect()
    {
        await using var scene = await Scene.CreateAsync();
        var dying = await scene.StartReplaysAsync(withWorker: false);
        var letters = await scene.AddLettersAsync(dying, 40);
        var id = await dying.CreateAsync(Scene.Request(letters) with { Canary = false });

        // The messages are out and consumed; the mark never comes. Their acknowledgements are lost with it, as they would
        // be if the broker had died too.
        var target = new DyingTarget(dying.App.Services.GetRequiredService<IReplayTarget>());
        _ = RunStepAsync(dying, target, id);
        await target.Published;
        await Eventually.Reads(() => dying.FindAsync(id), view => view.Counts.Processed == target.Count,
            "all that was sent is acknowledged", cancellationToken: Cancellation);
        await dying.QueryAsync(context => context.ReplayItems.Where(item => item.State == "processed").ExecuteUpdateAsync(
            update => update.SetProperty(item => item.State, "publishing"), Cancellation));

        var next = await scene.StartReplaysAsync(settings: ("PublishingLease", "00:00:01"));
        var done = await next.WaitForAsync(id, ReplayState.Done);

        target.Count.ShouldBeGreaterThan(0);
        done.Counts.Processed.ShouldBe(40);
        (await scene.EffectsAsync()).Select(effect => effect.OrderId).ShouldBe(letters.Select(letter => letter.OrderId), ignoreOrder: true);
        (await next.ItemsAsync(id)).Count(item => item.Reason?.Contains("before", StringComparison.Ordinal) is true)
            .ShouldBe(target.Count);
    }

    [Fact]
    public async Task Should_give_each_dead_letter_to_one_of_two_operators_who_select_the_same()
    {
        await using var scene = await Scene.CreateAsync();
        var host = await scene.StartReplaysAsync(withWorker: false);
        var other = await scene.StartReplaysAsync(withWorker: false);
        var letters = await scene.AddLettersAsync(host, 10_000);

        var ids = await Task.WhenAll(host.CreateAsync(Scene.Request(letters)),
            other.CreateAsync(Scene.Request(Enumerable.Reverse(letters)), Scene.Bob));

        var items = new[] { await host.ItemsAsync(ids[0]), await host.ItemsAsync(ids[1]) };
        items.SelectMany(list => list).Where(item => item.State == "queued").Select(item => item.DeadLetterId)
            .ShouldBe(letters.Select(letter => letter.Id), ignoreOrder: true);
        items.ShouldAllBe(list => list.Count == 10_000 && list.Select(item => item.Ordinal).SequenceEqual(Enumerable.Range(1, 10_000)));
        items.SelectMany(list => list).Where(item => item.State != "queued").ShouldAllBe(
            item => item.State == "skipped" && (item.Reason!.StartsWith("being replayed in replay ", StringComparison.Ordinal))); // skipped ones have one
    }

    [Fact]
    public async Task Should_skip_and_pause_when_the_queue_goes_after_the_start()
    {
        await using var scene = await Scene.CreateAsync(withConsumer: false);
        var host = await scene.StartReplaysAsync(withWorker: false);
        await using var connection = await scene.Broker.ConnectAsync(Cancellation);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancellation);
        await channel.QueueDeclareAsync(Scene.Queue, durable: true, exclusive: false, autoDelete: false, cancellationToken: Cancellation);
        var letters = await scene.AddLettersAsync(host, 5);
        var id = await host.CreateAsync(Scene.Request(letters));
        await channel.QueueDeleteAsync(Scene.Queue, ifUnused: false, ifEmpty: false, cancellationToken: Cancellation);

        var worker = await scene.StartReplaysAsync();
        var paused = await worker.WaitForAsync(id, ReplayState.Paused);

        paused.PausedReason.ShouldBe("paused by itself: of 1 canary messages, 1 without a queue");
        var items = await worker.ItemsAsync(id);
        (items[0].State, items[0].Reason).ShouldBe(("skipped", "the queue is gone"));
        items.Skip(1).ShouldAllBe(item => item.State == "queued");
        (await host.QueryAsync(context => context.DeadLetters.SingleAsync(letter => letter.Id == letters[0].Id, Cancellation)))
            .Status.ShouldBe("open");
    }

    [Fact]
    public async Task Should_pause_when_the_queue_is_full_and_keep_what_did_not_fit()
    {
        await using var scene = await Scene.CreateAsync(withConsumer: false);
        var host = await scene.StartReplaysAsync();
        await using var connection = await scene.Broker.ConnectAsync(Cancellation);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancellation);
        await channel.QueueDeclareAsync(Scene.Queue, durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?> { ["x-max-length"] = 2, ["x-overflow"] = "reject-publish" },
            cancellationToken: Cancellation);
        var letters = await scene.AddLettersAsync(host, 5);

        var id = await host.CreateAsync(Scene.Request(letters) with { Canary = false });
        var paused = await host.WaitForAsync(id, ReplayState.Paused);

        paused.PausedReason.ShouldBe($"paused by itself: the broker refused 3 messages; is the queue {Scene.Queue} full?");
        (paused.Counts.Published, paused.Counts.Queued).ShouldBe((2L, 3L));
        (await scene.Broker.CountMessagesAsync(Scene.Queue, Cancellation)).ShouldBe(2);
    }

    [Fact]
    public async Task Should_make_no_replay_while_the_broker_is_away_and_go_on_when_it_is_back()
    {
        await using var scene = await Scene.CreateAsync();
        await using var proxy = TcpProxy.Start(scene.Broker.ConnectionString);
        var host = await scene.StartReplaysAsync(proxy.Redirect(scene.Broker.ConnectionString));
        var letters = await scene.AddLettersAsync(host, 20);
        var before = await host.CreateAsync(Scene.Request(letters.Take(10)) with { Rate = 5, Canary = false });
        await Eventually.Reads(() => host.FindAsync(before), view => view.Counts.Processed > 0, "the first is processed",
            cancellationToken: Cancellation);

        proxy.Refuse();
        proxy.CutConnections();
        await Should.ThrowAsync<ReplayTargetUnavailableException>(() => host.CreateAsync(Scene.Request(letters.Skip(10))));
        (await host.FindAsync(before)).State.ShouldBe(ReplayState.Running);
        proxy.Accept();

        (await host.WaitForAsync(before, ReplayState.Done, TimeSpan.FromSeconds(60))).Counts.Processed.ShouldBe(10);
        (await scene.EffectsAsync()).Count.ShouldBe(10);
    }

    [Fact]
    public async Task Should_process_each_once_while_the_connection_is_cut_again_and_again()
    {
        await using var scene = await Scene.CreateAsync();
        await using var proxy = TcpProxy.Start(scene.Broker.ConnectionString);
        var host = await scene.StartReplaysAsync(proxy.Redirect(scene.Broker.ConnectionString),
            settings: [("AcknowledgementTimeout", "00:00:30"), ("PublishingLease", "00:00:05")]);
        var letters = await scene.AddLettersAsync(host, 500);

        var id = await host.CreateAsync(Scene.Request(letters) with { Rate = 100, Canary = false });
        for (var cut = 1; cut <= 4; cut++)
        {
            var wanted = cut * 80;
            await Eventually.Reads(() => host.FindAsync(id), view => view.Counts.Published + view.Counts.Processed >= wanted,
                $"{wanted} are published", cancellationToken: Cancellation);
            proxy.CutConnections();
        }

        var done = await host.WaitForAsync(id, ReplayState.Done, TimeSpan.FromSeconds(90));

        done.Counts.Processed.ShouldBe(500);
        (await scene.EffectsAsync()).Select(effect => effect.OrderId).ShouldBe(letters.Select(letter => letter.OrderId), ignoreOrder: true);
    }

    [Fact]
    public async Task Should_keep_the_rate_with_several_workers()
    {
        await using var scene = await Scene.CreateAsync();
        var hosts = new[] { await scene.StartReplaysAsync(), await scene.StartReplaysAsync(), await scene.StartReplaysAsync() };
        var letters = await scene.AddLettersAsync(hosts[0], 100);

        var id = await hosts[0].CreateAsync(Scene.Request(letters) with { Rate = 30, Canary = false });
        await hosts[1].WaitForAsync(id, ReplayState.Done);

        var sent = (await hosts[2].ItemsAsync(id)).Select(item => item.PublishedAt!.Value).Order().ToList(); // all were sent
        (sent[^1] - sent[0]).ShouldBeGreaterThan(TimeSpan.FromSeconds(2));
        (await scene.EffectsAsync()).Count.ShouldBe(100);
    }

    private static async Task RunStepAsync(ReplayHost host, DyingTarget target, Guid id)
    {
        await using var scope = host.App.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<ReplayStep>(scope.ServiceProvider, target).RunAsync(id, CancellationToken.None);
    }

    /// <summary>Publishes, and is never heard of again.</summary>
    private sealed class DyingTarget(IReplayTarget target) : IReplayTarget
    {
        private readonly TaskCompletionSource _published = new();

        public Task Published => _published.Task;

        public int Count { get; private set; }

        public Task<long?> CountAsync(string queue, CancellationToken cancellationToken) =>
            target.CountAsync(queue, cancellationToken);

        public async Task<IReadOnlyList<PublishResult>> PublishAsync(
            IReadOnlyList<ReplayMessage> messages, CancellationToken cancellationToken)
        {
            var results = await target.PublishAsync(messages, cancellationToken);
            Count = results.Count;
            _published.SetResult();
            await new TaskCompletionSource().Task;
            return results;
        }
    }
}

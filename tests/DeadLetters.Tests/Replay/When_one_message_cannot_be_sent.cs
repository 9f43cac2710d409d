using Microservices.DeadLetters.Data;
using Microservices.DeadLetters.Replay;
using Microservices.DeadLetters.Tests.Replay.Scenes;
using Microservices.Testing;
using Microsoft.EntityFrameworkCore;

namespace Microservices.DeadLetters.Tests.Replay;

/// <summary>One bad item costs itself, one bad queue its own replay.</summary>
public sealed class When_one_message_cannot_be_sent
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("a correlation id of 400 bytes")]
    [InlineData("headers nested 1,500 deep")]
    [InlineData("a header of 200 KB")]
    [InlineData("a name of a header of 600 bytes")]
    [InlineData("a body over the broker's limit")]
    public async Task Should_give_it_an_outcome_of_its_own_and_send_the_others(string fault)
    {
        await using var scene = await Scene.CreateAsync();
        var host = await scene.StartReplaysAsync(settings: ("PublishRetryDelay", "00:00:00.050"));
        var before = await scene.AddLettersAsync(host, 2);
        var bad = await scene.AddLettersAsync(host, 1, letter => Spoil(letter, fault));
        var after = await scene.AddLettersAsync(host, 3);

        var id = await host.CreateAsync(Scene.Request([.. before, .. bad, .. after]) with { Canary = false });
        var other = await host.CreateAsync(Scene.Request(await scene.AddLettersAsync(host, 2)));
        var done = await host.WaitForAsync(id, ReplayState.Done, TimeSpan.FromSeconds(60));

        (await host.WaitForAsync(other, ReplayState.Done)).Counts.Processed.ShouldBe(2);
        done.Counts.Processed.ShouldBe(5);
        var item = (await host.ItemsAsync(id)).Single(item => item.DeadLetterId == bad[0].Id);
        item.State.ShouldBe("not_sendable");
        item.Reason.ShouldNotBeNullOrEmpty();
        (await host.QueryAsync(context => context.DeadLetters.SingleAsync(letter => letter.Id == bad[0].Id, Cancellation)))
            .Status.ShouldBe("open");
        (await scene.EffectsAsync()).Count.ShouldBe(7);
    }

    [Fact]
    public async Task Should_pause_with_the_reason_when_nothing_is_known_again_and_again()
    {
        await using var scene = await Scene.CreateAsync();
        await using var proxy = TcpProxy.Start(scene.Broker.ConnectionString);
        var host = await scene.StartReplaysAsync(proxy.Redirect(scene.Broker.ConnectionString),
            settings: [("PublishTries", "3"), ("PublishRetryDelay", "00:00:00.050")]);
        var letters = await scene.AddLettersAsync(host, 40);
        var id = await host.CreateAsync(Scene.Request(letters) with { Rate = 10, Canary = false });
        await Eventually.Reads(() => host.FindAsync(id), view => view.Counts.Processed > 0, "the first is processed",
            cancellationToken: Cancellation);

        proxy.Refuse();
        proxy.CutConnections();
        var paused = await host.WaitForAsync(id, ReplayState.Paused, TimeSpan.FromSeconds(60));
        proxy.Accept();
        await host.UseAsync<ReplayControl, ReplayTransition?>(control => control.ResumeAsync(id, "the broker is back", Scene.Ada, Cancellation));

        paused.PausedReason!.ShouldStartWith("paused by itself: after 3 tries it is not known whether the broker has"); // it says why
        (await host.WaitForAsync(id, ReplayState.Done, TimeSpan.FromSeconds(60))).Counts.Processed.ShouldBe(40);
        (await scene.EffectsAsync()).Count.ShouldBe(40);
    }

    [Fact]
    public async Task Should_hold_up_no_other_replay_when_a_queue_has_no_leader()
    {
        await using var broker = await RabbitMqServer.StartPrivateAsync(Cancellation);
        await using var scene = await Scene.CreateAsync(broker: broker);
        var maker = await scene.StartReplaysAsync(withWorker: false);
        await using var connection = await scene.Broker.ConnectAsync(Cancellation);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancellation);
        await channel.QueueDeclareAsync("headless", durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: Cancellation);
        // More than the client lets wait for confirmation on one channel.
        var stuck = await scene.AddLettersAsync(maker, 300, letter => letter.Queue = "headless");
        var letters = await scene.AddLettersAsync(maker, 300);
        await maker.CreateAsync(Scene.Request(stuck) with { Canary = false, Rate = 1_000 });
        var other = await maker.CreateAsync(Scene.Request(letters) with { Canary = false, Rate = 1_000 });
        await broker.SuspendQueueAsync("headless", Cancellation);
        try
        {
            var host = await scene.StartReplaysAsync();

            (await host.WaitForAsync(other, ReplayState.Done, TimeSpan.FromSeconds(15))).Counts.Processed.ShouldBe(300);
        }
        finally
        {
            await broker.ResumeQueueAsync("headless", Cancellation);
        }
    }

    private static void Spoil(DeadLetter letter, string fault)
    {
        switch (fault)
        {
            case "a correlation id of 400 bytes":
                letter.CorrelationId = new string('é', 200);
                break;
            case "headers nested 1,500 deep":
                letter.Headers = $$"""{"deep":{{string.Concat(Enumerable.Repeat("{\"a\":", 1_500))}}1{{new string('}', 1_500)}}}""";
                break;
            case "a header of 200 KB":
                letter.Headers = $$"""{"large":"{{new string('x', 200_000)}}"}""";
                break;
            case "a name of a header of 600 bytes":
                letter.Headers = $$"""{"{{new string('é', 300)}}":1}""";
                break;
            default:
                letter.Body = new byte[17 * 1024 * 1024];
                break;
        }
    }
}

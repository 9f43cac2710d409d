using Microservices.DeadLetters.Tests.Ingest.Scenes;
using Microservices.Testing;
using Microsoft.EntityFrameworkCore;

namespace Microservices.DeadLetters.Tests.Ingest;

public sealed class When_ingest_meets_trouble
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_wait_for_the_database_and_give_nothing_back()
    {
        await using var scene = await IngestScene.CreateAsync();
        await scene.DeclareAsync("slow_error");
        await using var proxy = TcpProxy.Start(scene.Database);
        await scene.StartServiceAsync(database: proxy.Redirect(scene.Database) + ";Timeout=2");
        await scene.PublishAsync([RawMessage.Faulted("slow", "before")]);
        await scene.LettersAsync(1);

        proxy.Refuse();
        proxy.CutConnections();
        await scene.PublishAsync(Enumerable.Range(0, 50).Select(index => RawMessage.Faulted("slow", $"m-{index}")));
        await Eventually.Holds(async () => await scene.Broker.CountMessagesAsync("slow_error", Cancellation) == 0,
            "all were taken", cancellationToken: Cancellation);
        var whileAway = await scene.QueryAsync(context => context.DeadLetters.CountAsync(Cancellation));
        proxy.Accept();
        var letters = await scene.LettersAsync(51);
        await scene.EmptyAsync(null, "slow_error");
        var headers = await scene.QueryAsync(context => context.Attempts.Select(attempt => attempt.Headers).ToListAsync(Cancellation));

        whileAway.ShouldBe(1);
        letters.Count.ShouldBe(51);
        headers.Count.ShouldBe(51);
        // The broker counts what is given back; at its limit, it would drop the message.
        headers.ShouldAllBe(header => !header.Contains("x-delivery-count", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_store_each_once_when_the_connection_is_cut()
    {
        const int count = 4_000;
        await using var scene = await IngestScene.CreateAsync();
        await scene.DeclareAsync("cut_error");
        await scene.PublishAsync(Enumerable.Range(0, count).Select(index => RawMessage.Faulted("cut", $"m-{index}")));
        await using var proxy = TcpProxy.Start(scene.Broker.ConnectionString);
        await scene.StartServiceAsync(broker: proxy.Redirect(scene.Broker.ConnectionString),
            settings: [("DeadLetters:Ingest:BatchSize", "50"), ("DeadLetters:Ingest:Prefetch", "100")]);

        var cuts = 0;
        for (var stored = 1; stored < count * 3 / 4; stored += count / 4)
        {
            await scene.LettersAsync(stored);
            proxy.CutConnections();
            cuts++;
        }

        await scene.DrainAsync(count, "cut_error");
        (await scene.LettersAsync(count)).Count.ShouldBe(count);
        (await scene.QueryAsync(context => context.Attempts.CountAsync(Cancellation))).ShouldBe(count);
        (await scene.QueryAsync(context => context.Groups.SumAsync(group => group.OpenCount, Cancellation))).ShouldBe(count);
        cuts.ShouldBe(3);
    }

    [Fact]
    public async Task Should_take_from_the_other_queues_when_one_does_not_answer()
    {
        await using var broker = await RabbitMqServer.StartPrivateAsync(Cancellation);
        await using var scene = await IngestScene.CreateAsync(broker);
        await scene.DeclareAsync("a_error", "b_error");
        await broker.SuspendQueueAsync("a_error", Cancellation);
        try
        {
            await scene.StartServiceAsync(settings: [("DeadLetters:Ingest:ManagementUrl", broker.Address.Management.AbsoluteUri)]);
            await scene.PublishAsync([RawMessage.Faulted("b", "m")]);

            (await scene.LettersAsync(1)).ShouldHaveSingleItem().MessageKey.ShouldBe("m");
        }
        finally
        {
            await broker.ResumeQueueAsync("a_error", Cancellation);
        }

        await scene.PublishAsync([RawMessage.Faulted("a", "n")]);
        (await scene.LettersAsync(2)).Select(letter => letter.MessageKey).ShouldContain("n");
    }

    [Fact]
    public async Task Should_read_the_queues_of_the_settings_when_the_broker_cannot_be_asked()
    {
        await using var scene = await IngestScene.CreateAsync();
        await scene.DeclareAsync("named_error", "odd-name");
        await scene.StartServiceAsync(settings:
        [
            ("DeadLetters:Ingest:ManagementUrl", "http://127.0.0.1:9"),
            ("DeadLetters:Ingest:Queues:0", "odd-name"),
            ("DeadLetters:Ingest:Queues:1", "not-there"),
        ]);

        await scene.PublishAsync([RawMessage.Faulted("named", "a"), RawMessage.Faulted("named", "b") with { Queue = "odd-name" }]);
        var letters = await scene.LettersAsync(1);

        letters.ShouldHaveSingleItem().MessageKey.ShouldBe("b");
        (await scene.Broker.CountMessagesAsync("named_error", Cancellation)).ShouldBe(1);
    }
}

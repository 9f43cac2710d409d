using Microservices.DeadLetters.Data;
using Microservices.DeadLetters.Ingest.Parsing;
using Microservices.DeadLetters.Tests.Ingest.Scenes;
using RabbitMQ.Client;

namespace Microservices.DeadLetters.Tests.Ingest;

/// <summary>Messages that the broker itself moves to its dead-letter queue, each for another reason.</summary>
public sealed class When_the_broker_gives_up
{
    private const string DeadLetters = "shop-dead-letter";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_know_each_reason_and_the_queue_that_it_happened_in()
    {
        await using var scene = await IngestScene.CreateAsync();
        await scene.DeclareAsync(DeadLetters);
        await using var connection = await scene.Broker.ConnectAsync(Cancellation);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancellation);
        await DeclareAsync(channel, "shop-limit", ("x-queue-type", "quorum"), ("x-delivery-limit", 2));
        await DeclareAsync(channel, "shop-ttl", ("x-message-ttl", 1));
        await DeclareAsync(channel, "shop-full", ("x-max-length", 1));
        await DeclareAsync(channel, "shop-rejected");

        await scene.PublishAsync(
        [
            new RawMessage("shop-limit", new() { MessageId = "limit" }, [1]),
            new RawMessage("shop-ttl", new() { MessageId = "ttl" }, [2]),
            new RawMessage("shop-full", new() { MessageId = "full" }, [3]),
            new RawMessage("shop-full", new() { MessageId = "stays" }, [4]),
            new RawMessage("shop-rejected", new() { MessageId = "rejected" }, [5]),
        ]);
        await RefuseAsync(channel, "shop-limit", requeue: true);
        await RefuseAsync(channel, "shop-rejected", requeue: false);
        await scene.StartServiceAsync();
        var letters = await scene.LettersAsync(4);

        letters.Select(letter => (letter.MessageKey, letter.Queue, letter.Cause)).ShouldBe(
        [
            ("limit", "shop-limit", Causes.DeliveryLimit),
            ("ttl", "shop-ttl", Causes.Expired),
            ("full", "shop-full", Causes.MaxLength),
            ("rejected", "shop-rejected", Causes.Rejected),
        ], ignoreOrder: true);
        letters.ShouldAllBe(letter => letter.SourceQueue == DeadLetters && letter.Status == DeadLetterStatus.Open);
        await scene.EmptyAsync(null, DeadLetters);
    }

    private static Task DeclareAsync(IChannel channel, string queue, params (string Name, object Value)[] arguments) =>
        channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false,
            arguments.Append(("x-dead-letter-exchange", "")).Append(("x-dead-letter-routing-key", DeadLetters))
                .ToDictionary(argument => argument.Item1, argument => (object?)argument.Item2),
            cancellationToken: Cancellation);

    // Until it does not come any more.
    private static async Task RefuseAsync(IChannel channel, string queue, bool requeue)
    {
        while (await channel.BasicGetAsync(queue, autoAck: false, Cancellation) is { } delivery)
            await channel.BasicNackAsync(delivery.DeliveryTag, multiple: false, requeue, Cancellation);
    }
}

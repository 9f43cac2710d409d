using Microservices.DeadLetters.Replay.Publishing;
using Microservices.DeadLetters.Tests.Replay.Scenes;
using Microsoft.Extensions.Logging.Abstractions;
using RabbitMQ.Client;

namespace Microservices.DeadLetters.Tests.Replay;

/// <summary>What <see cref="When_replays_meet_trouble"/> cannot bring about with a real broker.</summary>
public sealed class RabbitMqReplayTargetTests
{
    [Fact]
    public async Task Should_not_wait_for_a_publish_that_never_ends()
    {
        await using var target = new RabbitMqReplayTarget(_ => Task.FromResult(Stranded.Connection()), NullLogger<RabbitMqReplayTarget>.Instance);
        var message = new ReplayMessage(1, "queue", new BasicProperties { MessageId = "id" }, ReadOnlyMemory<byte>.Empty);
        using var giveUp = new CancellationTokenSource();

        var publishing = target.PublishAsync([message], giveUp.Token);
        await giveUp.CancelAsync();

        (await publishing.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken)).ShouldHaveSingleItem().Outcome.ShouldBe(PublishOutcome.Unknown);
    }
}

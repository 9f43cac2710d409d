using System.Globalization;
using Microservices.Integration.Tests.DeadLetters;
using Microservices.Integration.Tests.Pipeline;
using Microservices.Testing;

namespace Microservices.Integration.Tests;

/// <summary>
/// A replay of 300 dead letters, or of as many as the environment variable <c>REPLAYED_ORDERS</c> says, while everything that
/// takes part in it is killed in turn.
/// </summary>
public sealed class When_a_replay_meets_kills
{
    private const string Queue = "inventory-order-confirmed";
    private const int Seconds = 15;

    private static readonly int Orders =
        int.Parse(Environment.GetEnvironmentVariable("REPLAYED_ORDERS") ?? "300", CultureInfo.InvariantCulture);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(Orders > 1000 ? 15 : 4);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_end_each_item_and_double_no_effect()
    {
        Assert.SkipUnless(TestData.IsAvailable, TestData.MissingReason);
        var real = RealOrders.ReadAccepted(skip: 0, Orders);
        await using var broker = await RabbitMqServer.StartPrivateAsync(Cancellation);
        await using var pipeline = await Pipelines.StartAsync(virtualHost: await broker.CreateVirtualHostAsync(Cancellation));
        await using var desk = await DeadLetterDesk.StartAsync(pipeline, broker.Address);
        await pipeline.ImportAsync(real.OpenCsv());
        await desk.HasAsync(Queue, real.Accepted, Patience);
        await pipeline.StockAsync(real.Skus, onHand: 1_000_000);
        await desk.Second.StartAsync();

        var rate = Math.Max(1, Orders / Seconds).ToString(CultureInfo.InvariantCulture);
        var replay = desk.RunAsync("replay", "--query", $"queue:{Queue}", "--reason", "SKUs added", "--rate", rate, "--wait", "--json");
        await BetweenAsync(desk, 1);
        await desk.First.KillAsync();
        await BetweenAsync(desk, 2);
        await desk.First.StartAsync(untilReady: false);
        await desk.Second.KillAsync();
        await BetweenAsync(desk, 3);
        await broker.KillAsync(Cancellation);
        await broker.RestartAsync(Cancellation);
        await desk.Second.StartAsync(untilReady: false);
        await BetweenAsync(desk, 4);
        // Last: without a consumer the queue fills, and one that has started empties it faster than anybody looks.
        await pipeline.Inventory.KillAsync();
        await pipeline.Inventory.StartAsync(untilReady: false);

        var counts = (await replay).ShouldEndWith(0).Json().GetProperty("counts");
        counts.GetProperty("processed").GetInt64().ShouldBe(real.Accepted);
        await pipeline.FulfilledAsync(real.Accepted, Patience);
        await PipelineJudge.ShouldBeExactAsync(pipeline, real);
        (await desk.CountAsync("replay_items where state <> 'processed'")).ShouldBe(0);
        (await desk.CountAsync("dead_letters where status <> 'resolved'")).ShouldBe(0);
    }

    /// <summary>Waits until so many sixths of the messages are processed, and not all of them.</summary>
    private static async Task BetweenAsync(DeadLetterDesk desk, int sixths)
    {
        await Eventually.Holds(async () => await desk.CountAsync("replay_items where state = 'processed'") >= Orders * sixths / 6,
            $"{sixths} sixths of the messages to be processed", Patience, Cancellation);
        var processed = await desk.CountAsync("replay_items where state = 'processed'");
        TestContext.Current.TestOutputHelper?.WriteLine($"{processed} of {Orders} processed");
        processed.ShouldBeLessThan(Orders, "it came too late to prove anything");
    }
}

using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;

namespace Microservices.TransactionalOutbox.Tests.Production;

public sealed class When_several_replicas_deliver : ConformanceTest<PostgresRabbitMqEngine>
{
    [Fact]
    public async Task Should_share_the_outbox_without_sending_twice()
    {
        await using (var producer = await StartAsync(new OutboxHostSetup { StartBus = false }))
        {
            for (var number = 0; number < 1000; number++)
            {
                await producer.InScopeAsync(async (publisher, dbContext) =>
                {
                    await publisher.Publish(new Ping { Id = Guid.NewGuid() }, Cancellation);
                    await dbContext.SaveChangesAsync(Cancellation);
                });
            }
        }

        var replicas = new[] { await StartAsync(), await StartAsync(), await StartAsync() };
        try
        {
            await Testing.Eventually.Holds(() => Task.FromResult(Observed(replicas).Length >= 1000), "1,000 messages",
                TimeSpan.FromSeconds(60), Cancellation);
            await NothingIsOwedAsync(replicas[0]);
            Observed(replicas).Length.ShouldBe(1000);
            Observed(replicas).Distinct().Count().ShouldBe(1000);
        }
        finally
        {
            foreach (var replica in replicas)
                await replica.DisposeAsync();
        }
    }

    [Fact]
    public async Task Should_consume_each_message_once_between_them()
    {
        var replicas = new[] { await StartAsync(), await StartAsync() };
        try
        {
            var orders = Enumerable.Range(0, 300).Select(_ => Guid.NewGuid()).ToArray();
            foreach (var order in orders)
            {
                // Copies go to whichever replica is free.
                await replicas[0].SendAsync(new PlaceOrder { OrderId = order }, order);
                await replicas[0].SendAsync(new PlaceOrder { OrderId = order }, order);
            }

            await Testing.Eventually.Holds(() => Task.FromResult(
                    replicas.Sum(x => x.Observed.Of<OrderPlaced>().Count) >= orders.Length
                    && replicas.Sum(x => x.Finished) >= 2 * orders.Length),
                "all copies to be consumed", TimeSpan.FromSeconds(60), Cancellation);
            await NothingIsOwedAsync(replicas[0]);
            (await EffectsAsync(replicas[0])).ShouldBe(orders.Length);
            replicas.Sum(x => x.Observed.Of<OrderPlaced>().Count).ShouldBe(orders.Length);
        }
        finally
        {
            foreach (var replica in replicas)
                await replica.DisposeAsync();
        }
    }

    private static Guid[] Observed(OutboxHost[] replicas) =>
        replicas.SelectMany(x => x.Observed.Of<Ping>()).Select(x => x.Message.Id).ToArray();
}

using MassTransit;
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

        // Each holds its first send, and the claim, until all have one: a replica that has to wait for another's never comes.
        var meeting = new Meeting(3);
        OutboxHostSetup setup = new() { Factory = (_, factory) => factory.ConnectSendObserver(new MeetingSend(meeting)) };
        var replicas = new[] { await StartAsync(setup), await StartAsync(setup), await StartAsync(setup) };
        try
        {
            await Testing.Eventually.Holds(() => Task.FromResult(Observed(replicas).Length >= 1000), "1,000 messages",
                TimeSpan.FromSeconds(60), Cancellation);
            await NothingIsOwedAsync(replicas[0]);
            Observed(replicas).Length.ShouldBe(1000);
            Observed(replicas).Distinct().Count().ShouldBe(1000);
            meeting.Sends.ShouldBe(1000, "a send that waited in vain is tried again");
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
            replicas.ShouldAllBe(x => x.Finished > 0);
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

    private sealed class Meeting(int replicas)
    {
        private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _arrived;
        private int _sends;

        public int Sends => _sends;

        public void Send() => Interlocked.Increment(ref _sends);

        public Task ArriveAsync()
        {
            if (Interlocked.Increment(ref _arrived) == replicas)
                _all.SetResult();
            return _all.Task;
        }
    }

    private sealed class MeetingSend(Meeting meeting) : ISendObserver
    {
        private int _hasArrived;

        public Task PreSend<T>(SendContext<T> context)
            where T : class
        {
            meeting.Send();
            return Interlocked.Exchange(ref _hasArrived, 1) == 0 ? meeting.ArriveAsync() : Task.CompletedTask;
        }

        public Task PostSend<T>(SendContext<T> context)
            where T : class => Task.CompletedTask;

        public Task SendFault<T>(SendContext<T> context, Exception exception)
            where T : class => Task.CompletedTask;
    }
}

using MassTransit.EntityFrameworkCoreIntegration;
using Microservices.Testing;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;
using Microservices.TransactionalOutbox.Tests.SetUps;
using Microsoft.EntityFrameworkCore;

namespace Microservices.TransactionalOutbox.Tests.Consumer;

public abstract class When_a_message_is_delivered_several_times<TEngine> : ConformanceTest<TEngine>
    where TEngine : OutboxEngine, new()
{
    [Fact]
    public async Task Should_ignore_a_copy_that_comes_later()
    {
        await using var host = await StartAsync();
        var (orderId, messageId, next) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());

        await host.SendAsync(new PlaceOrder { OrderId = orderId }, messageId);
        await ArrivedAsync<OrderPlaced>(host, 1);
        await host.SendAsync(new PlaceOrder { OrderId = orderId }, messageId);
        await host.SendAsync(new PlaceOrder { OrderId = next }, Guid.NewGuid());

        await ArrivedAsync<OrderPlaced>(host, 2);
        await NothingIsOwedAsync(host);
        (await EffectsAsync(host, orderId)).ShouldBe(1);
        host.Gate.AttemptsOf(orderId).ShouldBe(1);
        host.Observed.Of<OrderPlaced>().Count(x => x.Message.OrderId == orderId).ShouldBe(1);
    }

    [Theory, EverySetUpOfConsumers]
    public async Task Should_hold_concurrent_copies_until_the_first_has_committed(ContextSetUp context)
    {
        await using var host = await StartAsync(context);
        var (orderId, messageId) = (Guid.NewGuid(), Guid.NewGuid());

        host.Gate.Close();
        for (var copy = 0; copy < 3; copy++)
            await host.SendAsync(new PlaceOrder { OrderId = orderId, Events = 100 }, messageId);
        await Eventually.Holds(() => Task.FromResult(host.Gate.AttemptsOf(orderId) == 1), "the first copy to run",
            TimeSpan.FromSeconds(30), Cancellation);
        host.Gate.Open();

        await ArrivedAsync<OrderPlaced>(host, 100);
        await host.ReceivedAllAsync();
        await NothingIsOwedAsync(host);
        (await EffectsAsync(host, orderId)).ShouldBe(1);
        host.Gate.AttemptsOf(orderId).ShouldBe(1);
        host.Observed.Of<OrderPlaced>().Count.ShouldBe(100);
    }

    [Fact]
    public async Task Should_let_the_second_copy_run_when_the_first_rolled_back()
    {
        // Without retry the first copy fails for good: only the second can take effect.
        await using var host = await StartAsync(new OutboxHostSetup { Retries = 0 });
        var (orderId, messageId) = (Guid.NewGuid(), Guid.NewGuid());

        host.Gate.Close();
        await host.SendAsync(new PlaceOrder { OrderId = orderId, FailingAttempts = 1 }, messageId);
        await host.SendAsync(new PlaceOrder { OrderId = orderId, FailingAttempts = 1 }, messageId);
        await Eventually.Holds(() => Task.FromResult(host.Gate.AttemptsOf(orderId) >= 1), "the first copy to run",
            TimeSpan.FromSeconds(30), Cancellation);
        host.Gate.Open();

        await ArrivedAsync<OrderPlaced>(host, 1);
        await NothingIsOwedAsync(host);
        (await EffectsAsync(host, orderId)).ShouldBe(1);
    }

    [Fact]
    public async Task Should_stay_exact_with_two_in_five_copies_and_32_consumers_at_every_isolation_level()
    {
        foreach (var isolation in Engine.IsolationLevels)
        {
            await using var host = await StartAsync(new OutboxHostSetup { Concurrency = 32, Outbox = x => x.IsolationLevel = isolation });
            var orders = Enumerable.Range(0, 300).Select(_ => (OrderId: Guid.NewGuid(), MessageId: Guid.NewGuid())).ToArray();
            var effectsBefore = await EffectsAsync(host);

            foreach (var (order, index) in orders.Select((x, i) => (x, i)))
            {
                await host.SendAsync(new PlaceOrder { OrderId = order.OrderId }, order.MessageId);
                if (index % 5 < 2)
                    await host.SendAsync(new PlaceOrder { OrderId = order.OrderId }, order.MessageId);
            }

            await ArrivedAsync<OrderPlaced>(host, orders.Length);
            await host.ReceivedAllAsync();
            await NothingIsOwedAsync(host);

            (await EffectsAsync(host) - effectsBefore).ShouldBe(orders.Length, $"extra effects at {isolation}");
            host.Observed.Of<OrderPlaced>().Count.ShouldBe(orders.Length, $"extra events at {isolation}");
            (await host.QueryAsync(x => x.Set<InboxState>().CountAsync(Cancellation))).ShouldBe(orders.Length + effectsBefore);
        }
    }
}

public sealed class When_a_message_is_delivered_several_times_on_postgres_and_rabbitmq :
    When_a_message_is_delivered_several_times<PostgresRabbitMqEngine>;

public sealed class When_a_message_is_delivered_several_times_on_sqlite_in_memory :
    When_a_message_is_delivered_several_times<SqliteInMemoryEngine>;

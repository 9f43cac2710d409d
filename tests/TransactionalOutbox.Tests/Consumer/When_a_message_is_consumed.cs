using MassTransit.EntityFrameworkCoreIntegration;
using Microservices.Testing;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;
using Microservices.TransactionalOutbox.Tests.SetUps;
using Microsoft.EntityFrameworkCore;

namespace Microservices.TransactionalOutbox.Tests.Consumer;

public abstract class When_a_message_is_consumed<TEngine> : ConformanceTest<TEngine>
    where TEngine : OutboxEngine, new()
{
    [Fact]
    public async Task Should_take_effect_and_publish_once()
    {
        await using var host = await StartAsync();
        var orderId = Guid.NewGuid();

        await host.SendAsync(new PlaceOrder { OrderId = orderId, Events = 3 }, Guid.NewGuid());

        await ArrivedAsync<OrderPlaced>(host, 3);
        await NothingIsOwedAsync(host);
        (await EffectsAsync(host, orderId)).ShouldBe(1);
        host.Observed.Of<OrderPlaced>().Select(x => x.Message.Number).ShouldBe([0, 1, 2], ignoreOrder: true);
    }

    [Fact]
    public async Task Should_remember_it_as_delivered_when_nothing_was_published()
    {
        await using var host = await StartAsync();
        var messageId = Guid.NewGuid();

        await host.SendAsync(new PlaceOrder { OrderId = Guid.NewGuid(), Events = 0 }, messageId);

        await Eventually.Holds(() => host.QueryAsync(x => x.Set<InboxState>().AnyAsync(
                y => y.MessageId == messageId && y.Consumed != null && y.Delivered != null, Cancellation)),
            "the inbox row to be delivered", TimeSpan.FromSeconds(30), Cancellation);
    }

    [Theory, EverySetUpOfConsumers]
    public async Task Should_undo_a_failed_attempt_and_succeed_at_the_next(ContextSetUp context)
    {
        await using var host = await StartAsync(context);
        var orderId = Guid.NewGuid();

        await host.SendAsync(new PlaceOrder { OrderId = orderId, Events = 2, FailingAttempts = 3 }, Guid.NewGuid());

        await ArrivedAsync<OrderPlaced>(host, 2);
        await NothingIsOwedAsync(host);
        host.Gate.AttemptsOf(orderId).ShouldBe(4);
        (await EffectsAsync(host, orderId)).ShouldBe(1);
        host.Observed.Of<OrderPlaced>().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Should_leave_nothing_behind_when_every_attempt_fails()
    {
        await using var host = await StartAsync(new OutboxHostSetup { Retries = 2 });
        var (bad, good) = (Guid.NewGuid(), Guid.NewGuid());

        await host.SendAsync(new PlaceOrder { OrderId = bad, FailingAttempts = int.MaxValue }, Guid.NewGuid());
        await Eventually.Holds(() => Task.FromResult(host.Gate.AttemptsOf(bad) == 3), "three attempts",
            TimeSpan.FromSeconds(30), Cancellation);
        await host.SendAsync(new PlaceOrder { OrderId = good }, Guid.NewGuid());
        await ArrivedAsync<OrderPlaced>(host, 1);
        await host.ReceivedAllAsync();
        await NothingIsOwedAsync(host);

        host.Observed.Of<OrderPlaced>().ShouldHaveSingleItem().Message.OrderId.ShouldBe(good);
        (await EffectsAsync(host)).ShouldBe(1);
        (await host.QueryAsync(x => x.Set<InboxState>().CountAsync(Cancellation))).ShouldBe(1);
    }

    [Theory, EverySetUpOfConsumers]
    public async Task Should_deliver_after_a_restart_what_a_dead_process_had_committed(ContextSetUp context)
    {
        var orderId = Guid.NewGuid();
        await using (var dying = await StartAsync(context, new OutboxHostSetup { Services = Delivery.Remove }))
        {
            await dying.SendAsync(new PlaceOrder { OrderId = orderId, Events = 2 }, Guid.NewGuid());
            await Eventually.Holds(async () => await EffectsAsync(dying, orderId) == 1, "the effect to be committed",
                TimeSpan.FromSeconds(30), Cancellation);
            dying.Observed.Of<OrderPlaced>().ShouldBeEmpty();
        }

        await using var host = await StartAsync(context);
        await ArrivedAsync<OrderPlaced>(host, 2);
        await NothingIsOwedAsync(host);
        (await EffectsAsync(host, orderId)).ShouldBe(1);
    }
}

public sealed class When_a_message_is_consumed_on_postgres_and_rabbitmq : When_a_message_is_consumed<PostgresRabbitMqEngine>;

public sealed class When_a_message_is_consumed_on_sqlite_in_memory : When_a_message_is_consumed<SqliteInMemoryEngine>;

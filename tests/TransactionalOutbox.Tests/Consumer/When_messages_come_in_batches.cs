using MassTransit;
using MassTransit.EntityFrameworkCoreIntegration;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;
using Microservices.TransactionalOutbox.Tests.SetUps;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.TransactionalOutbox.Tests.Consumer;

public abstract class When_messages_come_in_batches<TEngine> : ConformanceTest<TEngine>
    where TEngine : OutboxEngine, new()
{
    [Fact]
    public async Task Should_consume_several_in_one_transaction_and_each_once()
    {
        await using var host = await StartAsync();
        var orders = NewOrders(100);

        // The second half comes twice, near its first copy and far from it.
        await SendAsync(host, [.. orders, .. orders[50..], .. orders[..50]]);

        await ArrivedAsync<OrderPlaced>(host, orders.Length);
        await SettledAsync(host, deliveries: 200);
        (await EffectsAsync(host)).ShouldBe(orders.Length);
        host.Observed.Of<OrderPlaced>().Count.ShouldBe(orders.Length);
        BatchesOf(host).ShouldContain(batch => batch.Count > 1);
        BatchesOf(host).SelectMany(batch => batch).Count().ShouldBe(orders.Length, "duplicates do not reach the consumer");
        (await host.QueryAsync(x => x.Set<InboxState>().CountAsync(Cancellation))).ShouldBe(orders.Length);
    }

    [Fact]
    public async Task Should_keep_the_failure_of_one_from_its_neighbours()
    {
        await using var host = await StartAsync();
        var orders = NewOrders(40);
        var failing = new[] { orders[7], orders[23] };

        await SendAsync(host, orders, failing);

        await ArrivedAsync<OrderPlaced>(host, orders.Length - failing.Length);
        await ArrivedAsync<Fault<PlaceInBatch>>(host, failing.Length);
        await SettledAsync(host, orders.Length);
        (await EffectsAsync(host)).ShouldBe(orders.Length - failing.Length);
        foreach (var order in failing)
        {
            (await EffectsAsync(host, order)).ShouldBe(0);
            var fault = host.Observed.Of<Fault<PlaceInBatch>>().Single(x => x.Message.Message.OrderId == order);
            fault.Message.Exceptions[0].Message.ShouldBe($"{order} fails as asked.", "its own reason");
            BatchesOf(host).ShouldContain(batch => batch.Count == 1 && batch[0] == order, "it was tried alone");
        }

        host.Observed.Of<Fault<PlaceInBatch>>().Count.ShouldBe(failing.Length);
    }

    [Theory, EverySetUpOfConsumers]
    public async Task Should_lose_no_message_of_a_batch_that_cannot_be_saved(ContextSetUp context)
    {
        await using var host = await StartAsync(context);
        var orders = NewOrders(40);
        var refused = orders[7];
        await host.QueryAsync(x =>
        {
            x.Add(new UniqueThing { Name = "Ada" });
            return x.SaveChangesAsync(Cancellation);
        });

        await SendAsync(host, orders, order => new PlaceInBatch { OrderId = order, Name = order == refused ? "Ada" : null });

        await ArrivedAsync<OrderPlaced>(host, orders.Length - 1);
        await ArrivedAsync<Fault<PlaceInBatch>>(host, 1);
        await SettledAsync(host, orders.Length);
        (await EffectsAsync(host)).ShouldBe(orders.Length - 1);
        host.Observed.Of<Fault<PlaceInBatch>>().ShouldHaveSingleItem().Message.Message.OrderId.ShouldBe(refused);
    }

    [Fact]
    public async Task Should_stay_exact_with_two_in_five_copies_at_every_isolation_level()
    {
        foreach (var isolation in Engine.IsolationLevels)
        {
            await using var host = await StartAsync(outbox: x => x.IsolationLevel = isolation);
            var before = await EffectsAsync(host);
            var orders = NewOrders(300);

            await SendAsync(host, [.. orders.SelectMany((order, index) => index % 5 < 2 ? [order, order] : new[] { order })]);

            await ArrivedAsync<OrderPlaced>(host, orders.Length);
            await SettledAsync(host, deliveries: 420);
            (await EffectsAsync(host) - before).ShouldBe(orders.Length, $"extra effects at {isolation}");
            host.Observed.Of<OrderPlaced>().Count.ShouldBe(orders.Length, $"extra events at {isolation}");
        }
    }

    [Fact]
    public async Task Should_take_a_message_that_was_entered_but_never_consumed()
    {
        await using var host = await StartAsync();
        var orders = NewOrders(10);
        await SendAsync(host, orders);
        await ArrivedAsync<OrderPlaced>(host, orders.Length);
        await NothingIsOwedAsync(host);

        // As the stock package leaves it when a consumer has failed.
        await host.QueryAsync(x => x.Set<InboxState>().Where(y => y.MessageId == orders[3]).ExecuteUpdateAsync(
            y => y.SetProperty(z => z.Consumed, (DateTime?)null).SetProperty(z => z.Delivered, (DateTime?)null), Cancellation));
        await SendAsync(host, orders);

        await ArrivedAsync<OrderPlaced>(host, orders.Length + 1);
        await SettledAsync(host, deliveries: 20);
        (await EffectsAsync(host, orders[3])).ShouldBe(2);
        (await EffectsAsync(host)).ShouldBe(orders.Length + 1);
    }

    private static async Task SettledAsync(OutboxHost host, int deliveries)
    {
        await Testing.Eventually.Holds(() => Task.FromResult(host.Finished >= deliveries),
            $"{deliveries} deliveries to be over", TimeSpan.FromSeconds(60), Cancellation);
        await NothingIsOwedAsync(host);
    }

    private static Guid[] NewOrders(int count) => [.. Enumerable.Range(0, count).Select(_ => Guid.NewGuid())];

    private static IReadOnlyList<IReadOnlyList<Guid>> BatchesOf(OutboxHost host) =>
        host.Services.GetRequiredService<Batches>().All;

    private static Task SendAsync(OutboxHost host, Guid[] orders, params Guid[] failing) =>
        SendAsync(host, orders, order => new PlaceInBatch { OrderId = order, Fails = failing.Contains(order) });

    private static async Task SendAsync(OutboxHost host, Guid[] orders, Func<Guid, PlaceInBatch> messageOf)
    {
        var endpoint = await host.Bus.GetSendEndpoint(new Uri("queue:place-batch"));
        foreach (var order in orders)
            await endpoint.Send(messageOf(order), context => context.MessageId = order, Cancellation);
    }

    private Task<OutboxHost> StartAsync(ContextSetUp context = ContextSetUp.Plain, Action<IEntityFrameworkOutboxConfigurator>? outbox = null) =>
        StartAsync(context, new OutboxHostSetup
        {
            Outbox = outbox,
            Services = services => services.AddSingleton<Batches>(),
            Bus = bus =>
            {
                bus.AddConsumer<PlaceBatchConsumer>(consumer => consumer.Options<BatchOptions>(
                    options => options.SetMessageLimit(20).SetConcurrencyLimit(4).SetTimeLimit(TimeSpan.FromMilliseconds(50))));
                bus.AddConsumer<FaultConsumer>();
            },
            Factory = (context, bus) =>
            {
                bus.ReceiveEndpoint("place-batch", endpoint =>
                {
                    endpoint.UseEntityFrameworkOutbox<TestDbContext>(context);
                    endpoint.ConfigureConsumer<PlaceBatchConsumer>(context);
                });
                bus.ReceiveEndpoint("batch-faults", endpoint => endpoint.ConfigureConsumer<FaultConsumer>(context));
            },
        });
}

public sealed class When_messages_come_in_batches_on_postgres_and_rabbitmq :
    When_messages_come_in_batches<PostgresRabbitMqEngine>;

public sealed class When_messages_come_in_batches_on_sqlite_in_memory :
    When_messages_come_in_batches<SqliteInMemoryEngine>;

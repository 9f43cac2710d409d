using MassTransit;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;

namespace Microservices.TransactionalOutbox.Tests.Consumer;

/// <summary>A retry that a definition gives to its consumer, rather than to the endpoint, runs inside the outbox.</summary>
public abstract class When_a_consumer_has_a_retry_of_its_own<TEngine> : ConformanceTest<TEngine>
    where TEngine : OutboxEngine, new()
{
    [Fact]
    public async Task Should_keep_nothing_of_a_failed_attempt()
    {
        await using var host = await StartAsync(SetupOf<TryingConsumer, TryingDefinition>());
        var (orderId, messageId) = (Guid.NewGuid(), Guid.NewGuid());
        await host.QueryAsync(x =>
        {
            x.Add(new UniqueThing { Name = "taken" });
            return x.SaveChangesAsync(Cancellation);
        });

        await host.SendAsync(new Attempt { OrderId = orderId }, messageId);
        await ArrivedAsync<Ping>(host, 1);
        await host.SendAsync(new Attempt { OrderId = orderId }, messageId);
        await host.ReceivedAllAsync();
        await NothingIsOwedAsync(host);

        host.Observed.Of<Ping>().ShouldHaveSingleItem().Message.Number.ShouldBe(3);
        (await EffectsAsync(host, orderId)).ShouldBe(1);
        host.Gate.AttemptsOf(orderId).ShouldBe(3, "the copy is a duplicate");
    }

    [Fact]
    public async Task Should_keep_nothing_of_a_failed_attempt_with_a_batch()
    {
        await using var host = await StartAsync(SetupOf<TryingBatchConsumer, TryingBatchDefinition>());
        var orders = new[] { Guid.NewGuid(), Guid.NewGuid() };

        foreach (var order in orders)
            await host.SendAsync(new Attempt { OrderId = order }, order);

        await ArrivedAsync<Ping>(host, orders.Length);
        await host.ReceivedAllAsync();
        await NothingIsOwedAsync(host);
        host.Observed.Of<Ping>().Select(x => x.Message.Id).ShouldBe(orders, ignoreOrder: true);
        (await EffectsAsync(host)).ShouldBe(orders.Length);
    }

    private static OutboxHostSetup SetupOf<TConsumer, TDefinition>()
        where TConsumer : class, IConsumer
        where TDefinition : class, IConsumerDefinition<TConsumer> => new()
        {
            Retries = 0,
            Bus = bus => bus.AddConsumer<TConsumer, TDefinition>(),
            Endpoint = (context, endpoint) => endpoint.ConfigureConsumer<TConsumer>(context)
        };

    public sealed record Attempt
    {
        public required Guid OrderId { get; init; }
    }

    /// <summary>Fails by itself at first, by the database then: an aborted transaction takes nothing more.</summary>
    private sealed class TryingConsumer(TestDbContext dbContext, ConsumerGate gate) : IConsumer<Attempt>
    {
        public async Task Consume(ConsumeContext<Attempt> context)
        {
            var attempt = gate.Enter(context.Message.OrderId);
            dbContext.Effects.Add(new Effect { OrderId = context.Message.OrderId });
            await context.Publish(new Ping { Id = context.Message.OrderId, Number = attempt });
            if (attempt == 1)
                throw new InvalidOperationException("The first attempt fails.");

            dbContext.Add(new UniqueThing { Name = attempt == 2 ? "taken" : "free" });
            await dbContext.SaveChangesAsync(context.CancellationToken);
        }
    }

    private sealed class TryingDefinition : ConsumerDefinition<TryingConsumer>
    {
        protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator,
            IConsumerConfigurator<TryingConsumer> consumerConfigurator, IRegistrationContext context) =>
            consumerConfigurator.UseMessageRetry(retry => retry.Immediate(3));
    }

    private sealed class TryingBatchConsumer(TestDbContext dbContext, ConsumerGate gate) : IConsumer<Batch<Attempt>>
    {
        private static readonly Guid Key = Guid.NewGuid();

        public async Task Consume(ConsumeContext<Batch<Attempt>> context)
        {
            foreach (var message in context.Message)
            {
                dbContext.Effects.Add(new Effect { OrderId = message.Message.OrderId });
                await message.Publish(new Ping { Id = message.Message.OrderId });
            }

            if (gate.Enter(Key) == 1)
                throw new InvalidOperationException("The first attempt fails.");
        }
    }

    private sealed class TryingBatchDefinition : ConsumerDefinition<TryingBatchConsumer>
    {
        protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator,
            IConsumerConfigurator<TryingBatchConsumer> consumerConfigurator, IRegistrationContext context)
        {
            consumerConfigurator.Options<BatchOptions>(options => options.SetMessageLimit(2).SetTimeLimit(s: 1));
            consumerConfigurator.UseMessageRetry(retry => retry.Immediate(3));
        }
    }
}

public sealed class When_a_consumer_has_a_retry_of_its_own_on_postgres_and_rabbitmq :
    When_a_consumer_has_a_retry_of_its_own<PostgresRabbitMqEngine>;

public sealed class When_a_consumer_has_a_retry_of_its_own_on_sqlite_in_memory :
    When_a_consumer_has_a_retry_of_its_own<SqliteInMemoryEngine>;

using MassTransit;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;

namespace Microservices.TransactionalOutbox.Tests.Bus;

/// <summary>
/// Who listens to an interface gets the messages of all types that implement it, because a publish binds their exchanges. The far end
/// does not know those types.
/// </summary>
public abstract class When_a_published_type_implements_others<TEngine> : ConformanceTest<TEngine>
    where TEngine : OutboxEngine, new()
{
    private static readonly OutboxHostSetup Setup = new()
    {
        Bus = bus =>
        {
            bus.AddConsumer<ShopEventConsumer>();
            bus.AddConsumer<ShippingConsumer>();
        },
        Factory = (context, cfg) => cfg.ReceiveEndpoint("shop-events", endpoint => endpoint.ConfigureConsumer<ShopEventConsumer>(context)),
        Endpoint = (context, endpoint) => endpoint.ConfigureConsumer<ShippingConsumer>(context)
    };

    [Fact]
    public async Task Should_reach_who_listens_to_those_when_it_is_handed_over()
    {
        await using var host = await StartAsync(Setup with { Outbox = x => x.QueryDelay = TimeSpan.FromMinutes(10) });

        await PublishShippedAsync(host);

        await ArrivedAsync<IShopEvent>(host, 1);
    }

    [Fact]
    public async Task Should_reach_who_listens_to_those_when_the_poll_finds_it()
    {
        await using (var dead = await StartAsync(Setup with { StartBus = false }))
            await PublishShippedAsync(dead);

        await using var host = await StartAsync(Setup);

        await ArrivedAsync<IShopEvent>(host, 1);
    }

    [Fact]
    public async Task Should_reach_who_listens_to_those_when_a_consumer_publishes_it()
    {
        await using var host = await StartAsync(Setup);
        var endpoint = await host.Bus.GetSendEndpoint(new Uri("queue:place-order"));

        await endpoint.Send(new Ship { OrderId = Guid.NewGuid() }, Cancellation);

        await ArrivedAsync<IShopEvent>(host, 1);
    }

    private static Task PublishShippedAsync(OutboxHost host) => host.InScopeAsync(async (publisher, dbContext) =>
    {
        await publisher.Publish(new OrderShipped { OrderId = Guid.NewGuid() }, Cancellation);
        await dbContext.SaveChangesAsync(Cancellation);
    });

    public interface IShopEvent
    {
        Guid OrderId { get; }
    }

    public sealed record OrderShipped : IShopEvent
    {
        public required Guid OrderId { get; init; }
    }

    public sealed record Ship
    {
        public required Guid OrderId { get; init; }
    }

    private sealed class ShopEventConsumer(Observed observed) : IConsumer<IShopEvent>
    {
        public Task Consume(ConsumeContext<IShopEvent> context)
        {
            observed.Add(context);
            return Task.CompletedTask;
        }
    }

    private sealed class ShippingConsumer : IConsumer<Ship>
    {
        public Task Consume(ConsumeContext<Ship> context) => context.Publish(new OrderShipped { OrderId = context.Message.OrderId });
    }
}

public sealed class When_a_published_type_implements_others_on_postgres_and_rabbitmq :
    When_a_published_type_implements_others<PostgresRabbitMqEngine>;

public sealed class When_a_published_type_implements_others_on_sqlite_in_memory :
    When_a_published_type_implements_others<SqliteInMemoryEngine>;

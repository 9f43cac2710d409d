using MassTransit;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;

namespace Microservices.TransactionalOutbox.Tests.Bus;

/// <summary>A property of the transport, which the in-memory transport has not.</summary>
public sealed class When_a_message_has_a_routing_key : ConformanceTest<PostgresRabbitMqEngine>
{
    [Fact]
    public async Task Should_arrive_with_it_when_it_is_handed_over()
    {
        await using var host = await StartAsync(new OutboxHostSetup { Outbox = x => x.QueryDelay = TimeSpan.FromMinutes(10) });

        await PublishToNorthAsync(host);

        await ArrivesFromNorthAsync(host);
    }

    [Fact]
    public async Task Should_arrive_with_it_when_the_poll_finds_it()
    {
        await using (var dead = await StartAsync(new OutboxHostSetup { StartBus = false }))
            await PublishToNorthAsync(dead);

        await using var host = await StartAsync();

        await ArrivesFromNorthAsync(host);
    }

    private static Task PublishToNorthAsync(OutboxHost host) => host.InScopeAsync(async (publisher, dbContext) =>
    {
        await publisher.Publish(new Ping { Id = Guid.NewGuid() }, x => x.SetRoutingKey("north"), Cancellation);
        await dbContext.SaveChangesAsync(Cancellation);
    });

    private static async Task ArrivesFromNorthAsync(OutboxHost host)
    {
        await ArrivedAsync<Ping>(host, 1);
        host.Observed.Of<Ping>().ShouldHaveSingleItem().RoutingKey().ShouldBe("north");
    }
}

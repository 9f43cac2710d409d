using MassTransit;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;

namespace Microservices.TransactionalOutbox.Tests.Bus;

/// <summary>The in-memory transport delays by itself; RabbitMQ needs a plug-in, which not every broker has.</summary>
public sealed class When_a_message_has_a_delay : ConformanceTest<SqliteInMemoryEngine>
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Should_not_arrive_before_it_is_over_when_it_is_handed_over()
    {
        await using var host = await StartAsync(new OutboxHostSetup { Outbox = x => x.QueryDelay = TimeSpan.FromMinutes(10) });

        await PublishWithDelayAsync(host);

        await ArrivesAfterItsDelayAsync(host);
    }

    [Fact]
    public async Task Should_not_arrive_before_it_is_over_when_the_poll_finds_it()
    {
        await using (var dead = await StartAsync(new OutboxHostSetup { StartBus = false }))
            await PublishWithDelayAsync(dead);

        await using var host = await StartAsync();

        await ArrivesAfterItsDelayAsync(host);
    }

    private static Task PublishWithDelayAsync(OutboxHost host) => host.InScopeAsync(async (publisher, dbContext) =>
    {
        await publisher.Publish(new Ping { Id = Guid.NewGuid() }, context => { context.Delay = Delay; }, Cancellation);
        await dbContext.SaveChangesAsync(Cancellation);
    });

    private static async Task ArrivesAfterItsDelayAsync(OutboxHost host)
    {
        await ArrivedAsync<Ping>(host, 1);
        var sent = host.Observed.Of<Ping>().ShouldHaveSingleItem().SentTime.ShouldNotBeNull();
        TimeProvider.System.GetUtcNow().UtcDateTime.ShouldBeGreaterThan(sent + Delay - TimeSpan.FromMilliseconds(100)); // clocks tick coarsely
    }
}

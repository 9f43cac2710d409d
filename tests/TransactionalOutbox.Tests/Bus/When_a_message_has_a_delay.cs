using MassTransit;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;

namespace Microservices.TransactionalOutbox.Tests.Bus;

/// <summary>The in-memory transport delays by itself; RabbitMQ needs a plug-in, which not every broker has.</summary>
public sealed class When_a_message_has_a_delay : ConformanceTest<SqliteInMemoryEngine>
{
    [Theory]
    [InlineData(600)] // by the handover
    [InlineData(0.001)] // by the poll
    public async Task Should_not_arrive_before_it_is_over(double secondsBetweenPolls)
    {
        await using var host = await StartAsync(new OutboxHostSetup { Outbox = x => x.QueryDelay = TimeSpan.FromSeconds(secondsBetweenPolls) });
        var delay = TimeSpan.FromSeconds(2);

        await host.InScopeAsync(async (publisher, dbContext) =>
        {
            await publisher.Publish(new Ping { Id = Guid.NewGuid() }, context => { context.Delay = delay; }, Cancellation);
            await dbContext.SaveChangesAsync(Cancellation);
        });

        await ArrivedAsync<Ping>(host, 1);
        var sent = host.Observed.Of<Ping>().ShouldHaveSingleItem().SentTime.ShouldNotBeNull();
        TimeProvider.System.GetUtcNow().UtcDateTime.ShouldBeGreaterThan(sent + delay - TimeSpan.FromMilliseconds(100)); // clocks tick coarsely
    }
}

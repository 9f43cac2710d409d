using MassTransit.EntityFrameworkCoreIntegration;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;
using Microsoft.EntityFrameworkCore;

namespace Microservices.TransactionalOutbox.Tests.Production;

public sealed class When_the_broker_is_down : ConformanceTest<PostgresRabbitMqEngine>
{
    [Fact]
    public async Task Should_commit_at_once_and_deliver_when_it_is_back()
    {
        await using var host = await StartAsync();
        Engine.CutBroker();

        for (var number = 0; number < 20; number++)
        {
            await host.InScopeAsync(async (publisher, dbContext) =>
            {
                await publisher.Publish(new Ping { Id = Guid.NewGuid() }, Cancellation);
                await dbContext.SaveChangesAsync(Cancellation);
            });
        }

        (await host.QueryAsync(x => x.Set<OutboxMessage>().CountAsync(Cancellation))).ShouldBe(20);
        host.Observed.Of<Ping>().ShouldBeEmpty();

        Engine.RestoreBroker();
        await ArrivedAsync<Ping>(host, 20);
        await NothingIsOwedAsync(host);
        host.Observed.Of<Ping>().Select(x => x.Message.Id).Distinct().Count().ShouldBe(20);
    }

    [Fact]
    public async Task Should_deliver_what_consumers_published_when_the_connection_breaks_in_between()
    {
        await using var host = await StartAsync();
        var orders = Enumerable.Range(0, 200).Select(_ => Guid.NewGuid()).ToArray();
        foreach (var order in orders)
            await host.SendAsync(new PlaceOrder { OrderId = order }, order);

        Engine.CutBroker();
        Engine.RestoreBroker();

        // Whatever was in flight comes again: observed events may repeat, effects may not.
        await Testing.Eventually.Holds(() => Task.FromResult(
                host.Observed.Of<OrderPlaced>().Select(x => x.Message.OrderId).Distinct().Count() == orders.Length),
            "every order's event", TimeSpan.FromSeconds(90), Cancellation);
        await NothingIsOwedAsync(host);
        (await EffectsAsync(host)).ShouldBe(orders.Length);
        host.Observed.Of<OrderPlaced>().GroupBy(x => x.Message.OrderId)
            .ShouldAllBe(x => x.Select(y => y.MessageId).Distinct().Count() == 1, "copies keep their message id");
    }
}

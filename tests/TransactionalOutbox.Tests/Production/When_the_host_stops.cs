using MassTransit.EntityFrameworkCoreIntegration;
using Microservices.Testing;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microservices.TransactionalOutbox.Tests.Production;

public sealed class When_the_host_stops : ConformanceTest<PostgresRabbitMqEngine>
{
    private const int Messages = 10_000;

    private readonly Guid _last = Guid.NewGuid();

    [Fact]
    public async Task Should_send_nothing_twice()
    {
        await StoreAsync();
        await using var host = await StartAsync();
        await ArrivedAsync<Ping>(host, 1);
        var delivery = host.Services.GetServices<IHostedService>().OfType<BusOutboxDeliveryService<TestDbContext>>().Single();

        await delivery.StopAsync(Cancellation);
        (await host.QueryAsync(x => x.Set<OutboxMessage>().CountAsync(Cancellation))).ShouldBePositive("it stopped in the middle");
        await delivery.StartAsync(Cancellation);

        await ArrivedAsync<Ping>(host, Messages);
        await NothingIsOwedAsync(host);
        await host.Bus.Publish(new Ping { Id = _last }, Cancellation);
        await Eventually.Holds(() => Task.FromResult(host.Observed.Of<Ping>().Any(x => x.Message.Id == _last)),
            "the last message to arrive", TimeSpan.FromSeconds(60), Cancellation);
        host.Observed.Of<Ping>().Count.ShouldBe(Messages + 1);
    }

    private async Task StoreAsync()
    {
        await using var host = await StartAsync(new OutboxHostSetup { StartBus = false });
        await host.InScopeAsync(async (publisher, dbContext) =>
        {
            for (var number = 0; number < Messages; number++)
            {
                await publisher.Publish(new Ping { Id = Guid.NewGuid(), Number = number }, Cancellation);
                if (number % 1000 == 999)
                    await dbContext.SaveChangesAsync(Cancellation);
            }
        });
    }
}

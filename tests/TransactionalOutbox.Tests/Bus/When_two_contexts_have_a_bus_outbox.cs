using MassTransit;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.TransactionalOutbox.Tests.Bus;

/// <summary>A message is delivered with the DbContext that is saved, and none waits in one that nobody saves.</summary>
public sealed class When_two_contexts_have_a_bus_outbox : ConformanceTest<SqliteInMemoryEngine>
{
    [Fact]
    public async Task Should_deliver_what_either_saves()
    {
        await using var host = await StartAsync(TwoOutboxes);
        await using (var scope = host.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<OtherDbContext>().GetService<IRelationalDatabaseCreator>()
                .CreateTablesAsync(Cancellation);
        }

        await PublishAsync<TestDbContext>(host, 1);
        await PublishAsync<OtherDbContext>(host, 2);

        await ArrivedAsync<Ping>(host, 2);
        host.Observed.Of<Ping>().Select(x => x.Message.Number).Order().ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Should_refuse_to_guess_which()
    {
        await using var host = await StartAsync(TwoOutboxes);
        await using var scope = host.Services.CreateAsyncScope();

        var failure = Should.Throw<InvalidOperationException>(() => scope.ServiceProvider.GetRequiredService<IPublishEndpoint>());

        failure.Message.ShouldContain("IPublishEndpoint could belong to any of them. Inject BusOutbox<TDbContext>");
        Should.Throw<InvalidOperationException>(() => scope.ServiceProvider.GetRequiredService<ISendEndpointProvider>());
    }

    private OutboxHostSetup TwoOutboxes => new()
    {
        Services = services => services.AddDbContext<OtherDbContext>(Engine.UseDatabase),
        Bus = bus => bus.AddEntityFrameworkOutbox<OtherDbContext>(outbox =>
        {
            Engine.UseOutbox(outbox);
            outbox.UseBusOutbox();
        }),
    };

    private static async Task PublishAsync<TDbContext>(OutboxHost host, int number)
        where TDbContext : DbContext
    {
        await using var scope = host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<BusOutbox<TDbContext>>().PublishEndpoint
            .Publish(new Ping { Id = Guid.NewGuid(), Number = number }, Cancellation);
        await scope.ServiceProvider.GetRequiredService<TDbContext>().SaveChangesAsync(Cancellation);
    }
}

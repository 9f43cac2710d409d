using MassTransit;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;
using Microsoft.Extensions.DependencyInjection;

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

    [Fact]
    public async Task Should_not_arrive_before_it_is_over_when_a_request_schedules_it()
    {
        await using var host = await StartAsync(new OutboxHostSetup { Outbox = x => x.QueryDelay = TimeSpan.FromMinutes(10) });

        await using (var scope = host.Services.CreateAsyncScope())
        {
            var scheduler = scope.ServiceProvider.GetRequiredService<IMessageScheduler>();
            await scheduler.SchedulePublish(Delay, new Ping { Id = Guid.NewGuid() }, Cancellation);
            host.Observed.Of<Ping>().ShouldBeEmpty();
            await scope.ServiceProvider.GetRequiredService<TestDbContext>().SaveChangesAsync(Cancellation);
        }

        await ArrivesAfterItsDelayAsync(host);
    }

    [Fact]
    public async Task Should_never_arrive_when_a_request_schedules_it_and_does_not_save()
    {
        await using var host = await StartAsync();

        await using (var scope = host.Services.CreateAsyncScope())
        {
            var scheduler = scope.ServiceProvider.GetRequiredService<IMessageScheduler>();
            await scheduler.SchedulePublish(TimeSpan.Zero, new Ping { Id = Guid.NewGuid(), Number = 1 }, Cancellation);
        }

        await PublishAsync(host);
        await ArrivedAsync<Ping>(host, 1);
        host.Observed.Of<Ping>().ShouldHaveSingleItem().Message.Number.ShouldBe(0);
    }

    [Fact]
    public async Task Should_not_arrive_before_it_is_over_when_a_consumer_schedules_it()
    {
        await using var host = await StartAsync(new OutboxHostSetup
        {
            Outbox = x => x.QueryDelay = TimeSpan.FromMinutes(10),
            Bus = bus => bus.AddConsumer<ScheduleConsumer>(),
            Endpoint = (context, endpoint) => endpoint.ConfigureConsumer<ScheduleConsumer>(context),
        });

        await host.SendAsync(new TakeName { Name = "later" }, Guid.NewGuid());

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

    public sealed class ScheduleConsumer : IConsumer<TakeName>
    {
        public Task Consume(ConsumeContext<TakeName> context) =>
            context.SchedulePublish(Delay, new Ping { Id = Guid.NewGuid() }, context.CancellationToken);
    }
}

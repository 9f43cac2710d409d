using MassTransit;
using Microservices.ServiceDefaults.Hosting;
using Microservices.ServiceDefaults.Tests.Support;
using Microservices.Testing;

namespace Microservices.ServiceDefaults.Tests.Messaging;

public sealed class When_topology_is_deployed
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_keep_events_for_a_consumer_that_has_never_run()
    {
        await using var broker = await TestBroker.CreateAsync(Cancellation);
        var (exitCode, output, error) = await MigrateAsync(broker.ConnectionString);
        error.ShouldBeEmpty();
        exitCode.ShouldBe(0);
        output.ShouldContain("exchanges and queues are there");
        (await broker.ExistsAsync($"{TestService.Endpoint}_redelivery_200ms", Cancellation)).ShouldBeTrue();
        (await broker.ExistsAsync("probe-dead-letter", Cancellation)).ShouldBeTrue();

        var sent = new ProbeSent { OrderId = NewId.NextGuid() };
        var publisher = Bus.Factory.CreateUsingRabbitMq(cfg => cfg.Host(new Uri(broker.ConnectionString)));
        await publisher.StartAsync(Cancellation);
        await publisher.Publish(sent, context => context.MessageId = sent.OrderId, Cancellation);
        await publisher.StopAsync(Cancellation);
        await Eventually.Holds(async () => await broker.CountAsync(TestService.Endpoint, Cancellation) == 1,
            "the event waits", cancellationToken: Cancellation);

        await using var service = await TestService.StartAsync(broker.ConnectionString, Cancellation);
        await Eventually.Holds(() => service.Probe.Of(sent.OrderId).Count == 1,
            "the event is consumed", cancellationToken: Cancellation);
    }

    [Fact]
    public async Task Should_change_nothing_when_all_is_there()
    {
        await using var broker = await TestBroker.CreateAsync(Cancellation);
        await MigrateAsync(broker.ConnectionString);

        (await MigrateAsync(broker.ConnectionString)).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Should_say_that_a_queue_is_there_with_other_arguments()
    {
        await using var broker = await TestBroker.CreateAsync(Cancellation);
        await MigrateAsync(broker.ConnectionString);

        var (exitCode, _, error) = await MigrateAsync(broker.ConnectionString, ("Messaging:DeliveryLimit", "3"));

        exitCode.ShouldBe(1);
        error.ShouldContain("exists with other arguments");
        error.ShouldContain("x-delivery-limit");
    }

    [Fact]
    public async Task Should_end_although_the_bus_cannot_be_stopped()
    {
        await using var broker = await TestBroker.CreateAsync(Cancellation);
        await MigrateAsync(broker.ConnectionString);
        var service = TestService.Build(broker.ConnectionString,
            builder => builder.Services.AddBusObserver<EndlessObserver>(), ("Messaging:DeliveryLimit", "3"));

        var (exitCode, _, error) = await MigrateAsync(service).WaitAsync(Eventually.DefaultTimeout, Cancellation);

        exitCode.ShouldBe(1);
        error.ShouldContain("exists with other arguments");
    }

    private static Task<(int ExitCode, string Output, string Error)> MigrateAsync(
        string broker, params (string Key, string? Value)[] settings) =>
        MigrateAsync(TestService.Build(broker, configure: null, settings));

    private static async Task<(int ExitCode, string Output, string Error)> MigrateAsync(TestService service)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await new ServiceRunner(service.App, output, error, "Http__Port").MigrateAsync();
        return (exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Never lets the bus stop, which a start does that is given up.</summary>
    private sealed class EndlessObserver : IBusObserver
    {
        public Task PreStop(IBus bus) => Task.Delay(Timeout.Infinite);

        public Task StartFaulted(IBus bus, Exception exception) => Task.Delay(Timeout.Infinite);

        public Task PreStart(IBus bus) => Task.CompletedTask;

        public Task PostStart(IBus bus, Task<BusReady> busReady) => Task.CompletedTask;

        public Task PostStop(IBus bus) => Task.CompletedTask;

        public Task StopFaulted(IBus bus, Exception exception) => Task.CompletedTask;

        public void PostCreate(IBus bus)
        {
        }

        public void CreateFaulted(Exception exception)
        {
        }
    }
}

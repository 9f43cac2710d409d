using MassTransit;
using Microservices.ServiceDefaults.Hosting;
using Microservices.ServiceDefaults.Tests.Support;
using Microservices.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microservices.ServiceDefaults.Tests.Hosting;

public sealed class When_a_service_stops
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_finish_what_runs_and_take_nothing_more()
    {
        await using var broker = await TestBroker.CreateAsync(Cancellation);
        await using var service = await TestService.StartAsync(broker.ConnectionString, Cancellation,
            ("Messaging:ConcurrentMessageLimit", "1"));
        var running = new TaskCompletionSource();
        var mayFinish = new TaskCompletionSource();
        var finished = 0;
        service.Probe.OnConsume = async _ =>
        {
            running.TrySetResult();
            await mayFinish.Task;
            finished++;
        };
        const int messages = 20;
        for (var i = 0; i < messages; i++)
            await service.PublishAsync(new ProbeSent { OrderId = NewId.NextGuid() }, Cancellation);
        await running.Task.WaitAsync(Cancellation);

        var endpoint = new StoppingObserver();
        service.App.Services.GetRequiredService<IBusControl>().ConnectReceiveEndpointObserver(endpoint);
        var stopping = service.App.StopAsync(Cancellation);
        await endpoint.IsStopping.WaitAsync(Cancellation);
        stopping.IsCompleted.ShouldBeFalse();
        mayFinish.SetResult();
        await stopping;

        finished.ShouldBeInRange(1, messages / 2);
        await Eventually.Holds(async () => await broker.CountAsync(TestService.Endpoint, Cancellation) == messages - finished,
            "the other messages to be back in the queue", cancellationToken: Cancellation);
    }

    [Fact]
    public async Task Should_give_up_after_the_configured_time_and_leave_the_message_to_the_broker()
    {
        await using var broker = await TestBroker.CreateAsync(Cancellation);
        await using var service = await TestService.StartAsync(broker.ConnectionString, Cancellation,
            ("Host:ShutdownTimeout", "00:00:02"));
        var running = new TaskCompletionSource();
        service.Probe.OnConsume = async context =>
        {
            running.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken);
        };
        await service.PublishAsync(new ProbeSent { OrderId = NewId.NextGuid() }, Cancellation);
        await running.Task.WaitAsync(Cancellation);

        var started = TimeProvider.System.GetTimestamp();
        await service.App.StopAsync(Cancellation);

        TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(10));
        await service.App.DisposeAsync();
        await Eventually.Holds(async () => await broker.CountAsync(TestService.Endpoint, Cancellation) == 1,
            "the message to be back in the queue", cancellationToken: Cancellation);
        (await broker.CountAsync($"{TestService.Endpoint}_error", Cancellation)).ShouldBe(0u);
    }

    [Fact]
    public async Task Should_end_with_1_when_a_part_of_it_does_not_stop()
    {
        var part = new NeverStoppingService();
        var service = TestService.Build("memory://", builder => builder.Services.AddSingleton<IHostedService>(part),
            ("Host:ShutdownTimeout", "00:00:01"));
        using var error = new StringWriter();
        var run = new ServiceRunner(service.App, TextWriter.Null, error, "").RunAsync();
        await Eventually.Holds(() => service.App.Lifetime.ApplicationStarted.IsCancellationRequested, "the service to have started",
            cancellationToken: Cancellation);

        service.App.Lifetime.StopApplication();

        (await run).ShouldBe(1);
        error.ToString().ShouldContain("was told to stop and has not in 00:00:01.2");
        part.LetGo();
    }
}

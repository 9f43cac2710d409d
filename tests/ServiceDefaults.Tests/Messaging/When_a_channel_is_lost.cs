using MassTransit;
using MassTransit.RabbitMqTransport;
using Microservices.ServiceDefaults.Health;
using Microservices.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Microservices.ServiceDefaults.Tests.Messaging;

/// <summary>A call on a channel that RabbitMQ.Client disposes at the wrong moment never ends.</summary>
public sealed class When_a_channel_is_lost : IAsyncLifetime
{
    private RabbitMqVirtualHost _virtualHost = null!; // set by InitializeAsync

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _virtualHost = await RabbitMqServer.CreateVirtualHostAsync(Cancellation);

    public ValueTask DisposeAsync() => _virtualHost.DisposeAsync();

    [Fact]
    public async Task Should_open_another_when_a_call_never_ends()
    {
        var channels = new FirstChannelLost();
        var bus = CreateBus(patience: TimeSpan.FromMilliseconds(200), channels);
        await bus.StartAsync(Cancellation);

        channels.Lose();

        await ShouldHaveAnotherAsync(bus, channels);
    }

    [Fact]
    public async Task Should_start_all_the_same_when_it_is_the_first()
    {
        var channels = new FirstChannelLost();
        var bus = CreateBus(patience: TimeSpan.FromMilliseconds(200), channels);
        channels.Lose();

        await bus.StartAsync(Cancellation);

        await ShouldHaveAnotherAsync(bus, channels);
    }

    [Fact]
    public async Task Should_wait_for_work_that_ends()
    {
        var channels = new FirstChannelLost();
        var bus = CreateBus(patience: TimeSpan.FromHours(1), channels);
        await bus.StartAsync(Cancellation);

        channels.Lose();
        await channels.IsLost.WaitAsync(Cancellation);
        channels.Opened.ShouldBe(1);
        channels.End();

        await ShouldHaveAnotherAsync(bus, channels);
    }

    private static async Task ShouldHaveAnotherAsync(IBusControl bus, FirstChannelLost channels)
    {
        await Eventually.Holds(() => channels.Opened > 1, "another channel", cancellationToken: Cancellation);
        await bus.WaitForHealthStatus(BusHealthStatus.Healthy, Cancellation);
        await bus.StopAsync(Cancellation);
    }

    private IBusControl CreateBus(TimeSpan patience, FirstChannelLost channels) => Bus.Factory.CreateUsingRabbitMq(factory =>
    {
        factory.Host(new Uri(_virtualHost.ConnectionString.Replace("amqp:", "rabbitmq:", StringComparison.Ordinal)));
        factory.ReceiveEndpoint("lost", endpoint => ((IRabbitMqReceiveEndpointConfigurator)endpoint).ConfigureChannel(channel =>
        {
            channel.UseFilter(new LostChannelFilter(patience, TimeProvider.System, NullLogger<LostChannelFilter>.Instance));
            channel.UseFilter(channels);
        }));
    });

    /// <summary>Loses the first channel when it is told to; work on it goes on until it is told to end. Lets the others be.</summary>
    private sealed class FirstChannelLost : IFilter<ChannelContext>
    {
        private readonly TaskCompletionSource _losing = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _opened;

        public int Opened => _opened;

        public Task IsLost => _lost.Task;

        public void Lose() => _losing.SetResult();

        public void End() => _ended.SetException(new RabbitMqConnectionException("The work ends with its channel."));

        public async Task Send(ChannelContext context, IPipe<ChannelContext> next)
        {
            var work = _opened == 0 && _losing.Task.IsCompleted ? Task.CompletedTask : next.Send(context);
            if (Interlocked.Increment(ref _opened) == 1)
            {
                await _losing.Task;
                await context.Channel.DisposeAsync();
                _lost.SetResult();
                await _ended.Task;
            }

            await work;
        }

        public void Probe(ProbeContext context)
        {
        }
    }
}

using MassTransit;
using Microservices.ServiceDefaults.Health;
using Microservices.ServiceDefaults.Messaging;
using Microservices.ServiceDefaults.Tests.Support;
using Microservices.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Microservices.ServiceDefaults.Tests.Hosting;

/// <summary>MassTransit now and then makes no attempt any more to have the broker again: only a new process helps.</summary>
public sealed class When_the_bus_gives_up : IAsyncLifetime
{
    private const int BrokerDoesNotAnswer = 9006;

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider _time = new();
    private readonly FakeLogCollector _log = new();
    private readonly EndpointFaults _faults;
    private readonly ServiceProvider _services = new ServiceCollection().AddSingleton<IHostEnvironment>(
        Host.CreateEmptyApplicationBuilder(null).Environment).BuildServiceProvider();

    private RabbitMqVirtualHost _virtualHost = null!; // set by InitializeAsync

    public When_the_bus_gives_up() => _faults = new EndpointFaults(_time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _virtualHost = await RabbitMqServer.CreateVirtualHostAsync(Cancellation);

    public async ValueTask DisposeAsync()
    {
        await _virtualHost.DisposeAsync();
        await _services.DisposeAsync();
    }

    [Fact]
    public async Task Should_end_when_the_broker_answers_and_no_attempt_is_made()
    {
        using var watchdog = await StartAsync(_virtualHost.ConnectionString);

        var failure = await EndsAsync(watchdog);

        failure.Message.ShouldStartWith("Receive endpoint email-order-confirmed has made no attempt to reach the broker for 00:02:00");
    }

    [Fact]
    public async Task Should_wait_while_attempts_are_made()
    {
        using var watchdog = await StartAsync(_virtualHost.ConnectionString);

        for (var passed = TimeSpan.Zero; passed < Timeout * 3; passed += Step)
        {
            await _faults.Faulted(new Attempt());
            _time.Advance(Step);
            await Task.Yield();
        }

        watchdog.ExecuteTask!.IsCompleted.ShouldBeFalse(); // has started
        await EndsAsync(watchdog);
    }

    [Fact]
    public async Task Should_wait_while_the_broker_does_not_answer()
    {
        using var watchdog = await StartAsync("amqp://nobody:wrong@127.0.0.1:1/");

        await Eventually.Holds(() =>
        {
            _time.Advance(Step);
            return _log.GetSnapshot().Any(entry => entry.Id.Id == BrokerDoesNotAnswer);
        }, "the broker to be asked", cancellationToken: Cancellation);
        watchdog.ExecuteTask!.IsCompleted.ShouldBeFalse();
        await watchdog.StopAsync(Cancellation);
        watchdog.ExecuteTask.IsCompletedSuccessfully.ShouldBeTrue();
    }

    private async Task<BrokerWatchdog> StartAsync(string broker)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Broker", broker)]).Build();
        var connector = new BrokerConnector(BrokerConnection.Read(configuration, out _), new BrokerCertificate(),
            _services.GetRequiredService<IHostEnvironment>());
        var watchdog = new BrokerWatchdog(UnhealthyBus.Create(), _faults, connector, _time,
            Options.Create(new MessagingOptions { ReconnectTimeout = Timeout }), new FakeLogger<BrokerWatchdog>(_log));
        await watchdog.StartAsync(Cancellation);
        return watchdog;
    }

    // The service starts on a thread of its own: its timer may not tick yet.
    private async Task<BrokerGivenUpException> EndsAsync(BrokerWatchdog watchdog)
    {
        await Eventually.Holds(() =>
        {
            _time.Advance(Step);
            return watchdog.ExecuteTask!.IsCompleted; // has started
        }, "the watchdog to end", cancellationToken: Cancellation);
        return await Should.ThrowAsync<BrokerGivenUpException>(watchdog.ExecuteTask!); // has started
    }

    private sealed class Attempt : ReceiveEndpointFaulted
    {
        public Uri InputAddress => UnhealthyBus.Endpoint;

        public IReceiveEndpoint ReceiveEndpoint => throw new NotSupportedException();

        public Exception Exception => new IOException("reset");
    }
}

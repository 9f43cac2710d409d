using MassTransit;
using Microservices.Testing;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.SetUps;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microservices.TransactionalOutbox.Tests.Host;

/// <summary>A service as a test sees it: consumers behind the outbox, a far end that observes, a database.</summary>
public sealed class OutboxHost : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly OutboxEngine _engine;
    private readonly OutboxHostSetup _setup;

    private int _sent;

    private OutboxHost(IHost host, OutboxEngine engine, OutboxHostSetup setup) => (_host, _engine, _setup) = (host, engine, setup);

    public IServiceProvider Services => _host.Services;

    public Observed Observed => Services.GetRequiredService<Observed>();

    public ConsumerGate Gate => Services.GetRequiredService<ConsumerGate>();

    /// <summary>Deliveries to the consumer that are over, in this process.</summary>
    public int Finished => Services.GetRequiredService<ReceiveCounter>().Finished;

    public IBus Bus => Services.GetRequiredService<IBus>();

    public static async Task<OutboxHost> StartAsync(OutboxEngine engine, OutboxHostSetup? setup = null)
    {
        setup ??= new OutboxHostSetup();
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<Observed>();
        builder.Services.AddSingleton<ConsumerGate>();
        builder.Services.AddSingleton<ReceiveCounter>();
        builder.Services.AddContext(setup, engine);
        builder.Services.AddMassTransit(bus =>
        {
            bus.AddEntityFrameworkOutbox<TestDbContext>(outbox =>
            {
                engine.UseOutbox(outbox);
                outbox.QueryDelay = TimeSpan.FromMilliseconds(250);
                outbox.UseBusOutbox(busOutbox => setup.BusOutbox?.Invoke(busOutbox));
                setup.Outbox?.Invoke(outbox);
                if (!setup.Context.IsTold())
                    outbox.QueryDelay = TimeSpan.FromMilliseconds(250);
            });
            bus.AddFurtherOutbox(setup.Context, engine);
            bus.AddConsumer<PlaceOrderConsumer>();
            bus.AddConsumer<ObservingConsumer>();
            bus.AddReceiveObserver(x => x.GetRequiredService<ReceiveCounter>());
            setup.Bus?.Invoke(bus);
            engine.UseTransport(bus, (context, cfg) => Configure(context, cfg, setup));
        });
        setup.Services?.Invoke(builder.Services);

        var host = builder.Build();
        await engine.CreateTablesAsync(setup, Cancellation);
        if (setup.StartBus)
        {
            await host.StartAsync(Cancellation);
            await host.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, Cancellation);
        }

        return new OutboxHost(host, engine, setup);
    }

    /// <summary>Runs what a request handler would run: a scope, its publish endpoint, its DbContext.</summary>
    public async Task InScopeAsync(Func<IPublishEndpoint, TestDbContext, Task> action)
    {
        await using var scope = Services.CreateAsyncScope();
        var dbContext = scope.ServiceProvider.GetRequiredService<TestDbContext>();
        await _setup.Context.RunAsync(dbContext, () => action(scope.ServiceProvider.GetRequiredService<IPublishEndpoint>(), dbContext));
    }

    /// <summary>Reads or changes rows past the outbox.</summary>
    public async Task<T> QueryAsync<T>(Func<TestDbContext, Task<T>> query)
    {
        await using var dbContext = _engine.Look(_setup);
        return await query(dbContext);
    }

    /// <summary>Sends to the consumer's queue past the outbox, as the broker would deliver it.</summary>
    public async Task SendAsync<T>(T message, Guid messageId)
        where T : class
    {
        var endpoint = await Bus.GetSendEndpoint(new Uri("queue:place-order"));
        await endpoint.Send(message, context => context.MessageId = messageId, Cancellation);
        Interlocked.Increment(ref _sent);
    }

    /// <summary>Waits until every copy that was sent has been received to its end.</summary>
    public Task ReceivedAllAsync() => Eventually.Holds(
        () => Task.FromResult(Finished >= _sent),
        $"{_sent} deliveries to be over", TimeSpan.FromSeconds(60), Cancellation);

    public async ValueTask DisposeAsync()
    {
        // A host that was never started is stopped all the same: nothing to wait for.
        await _host.StopAsync(CancellationToken.None);
        await ((IAsyncDisposable)_host).DisposeAsync();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static void Configure(IBusRegistrationContext context, IBusFactoryConfigurator cfg, OutboxHostSetup setup)
    {
        setup.Factory?.Invoke(context, cfg);
        cfg.ReceiveEndpoint("place-order", endpoint =>
        {
            endpoint.ConcurrentMessageLimit = setup.Concurrency;
            if (setup.Retries > 0)
                endpoint.UseMessageRetry(x => x.Intervals(Enumerable.Repeat(TimeSpan.FromMilliseconds(20), setup.Retries).ToArray()));
            endpoint.UseEntityFrameworkOutbox<TestDbContext>(context);
            endpoint.ConfigureConsumer<PlaceOrderConsumer>(context);
            setup.Endpoint?.Invoke(context, endpoint);
        });
        cfg.ReceiveEndpoint("observer", endpoint =>
        {
            endpoint.ConcurrentMessageLimit = 1;
            endpoint.ConfigureConsumer<ObservingConsumer>(context);
        });
    }
}

/// <summary>What a test changes of the ordinary host.</summary>
public sealed record OutboxHostSetup
{
    public ContextSetUp Context { get; init; }

    public int Concurrency { get; init; } = 16;

    public int Retries { get; init; } = 8;

    public bool StartBus { get; init; } = true;

    public Action<IEntityFrameworkOutboxConfigurator>? Outbox { get; init; }

    public Action<IEntityFrameworkBusOutboxConfigurator>? BusOutbox { get; init; }

    /// <summary>Options that change the model, of the test's own contexts too.</summary>
    public Action<DbContextOptionsBuilder>? Model { get; init; }

    public Action<IBusRegistrationConfigurator>? Bus { get; init; }

    public Action<IBusRegistrationContext, IBusFactoryConfigurator>? Factory { get; init; }

    public Action<IBusRegistrationContext, IReceiveEndpointConfigurator>? Endpoint { get; init; }

    public Action<IServiceCollection>? Services { get; init; }
}

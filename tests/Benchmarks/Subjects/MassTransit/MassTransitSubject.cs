using System.Data;
using MassTransit;
using Microservices.Benchmarks.Servers;
using Microservices.Benchmarks.Workloads;

namespace Microservices.Benchmarks.Subjects.MassTransit;

/// <summary>A consumer on MassTransit, with the prefetch and concurrency that measured best for all of them.</summary>
/// <param name="name">The subject's name.</param>
/// <param name="hasOutbox">Whether inbox and outbox are in use.</param>
/// <param name="isolation">Isolation of the outbox's transaction; the outbox's own default when it is null.</param>
/// <param name="configure">Settings of the consumer.</param>
internal sealed class MassTransitSubject<TConsumer>(string name, bool hasOutbox, IsolationLevel? isolation = null,
    Action<IConsumerConfigurator<TConsumer>>? configure = null)
    : IConsumerSubject
    where TConsumer : class, IConsumer
{
    private const int Prefetch = 64;

    private static readonly int[] RetryIntervals = [20, 100, 500, 1000, 1000]; // ms

    public string Name => name;

    public bool Deduplicates => hasOutbox;

    public MessageFormat Format => MessageFormat.Envelope;

    public Task CreateTablesAsync(Station station, CancellationToken cancellationToken) =>
        BenchmarkHost.CreateTablesAsync(station, cancellationToken);

    public async Task<IAsyncDisposable> StartAsync(Station station, int concurrency, CancellationToken cancellationToken) =>
        await BenchmarkHost.StartAsync(station, Configure,
            (context, factory) => factory.ReceiveEndpoint(Station.Input, endpoint => Configure(endpoint, context, concurrency)),
            cancellationToken);

    private void Configure(IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<TConsumer>(configure);
        if (hasOutbox)
            bus.AddEntityFrameworkOutbox<BenchmarkDbContext>(Configure);
    }

    private void Configure(IRabbitMqReceiveEndpointConfigurator endpoint, IBusRegistrationContext context, int concurrency)
    {
        endpoint.SetQuorumQueue();
        endpoint.ConfigureConsumeTopology = false;
        endpoint.PrefetchCount = Prefetch;
        endpoint.ConcurrentMessageLimit = concurrency;
        endpoint.UseMessageRetry(retry => retry.Intervals(RetryIntervals));
        if (hasOutbox)
            endpoint.UseEntityFrameworkOutbox<BenchmarkDbContext>(context);
        endpoint.ConfigureConsumer<TConsumer>(context);
    }

    private void Configure(IEntityFrameworkOutboxConfigurator outbox)
    {
        outbox.UsePostgres();
        if (isolation is { } level)
            outbox.IsolationLevel = level;
    }
}

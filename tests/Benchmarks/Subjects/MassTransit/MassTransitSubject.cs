using System.Data;
using MassTransit;
using Microservices.Benchmarks.Servers;
using Microservices.Benchmarks.Workloads;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Microservices.Benchmarks.Subjects.MassTransit;

/// <summary>A consumer on MassTransit, with the prefetch and concurrency that measured best for all of them.</summary>
/// <param name="name">The subject's name.</param>
/// <param name="hasOutbox">Whether inbox and outbox are in use.</param>
/// <param name="isolation">Isolation of the outbox's transaction; the outbox's own default when it is null.</param>
internal sealed class MassTransitSubject<TConsumer>(string name, bool hasOutbox, IsolationLevel? isolation = null)
    : IConsumerSubject
    where TConsumer : class, IConsumer
{
    private const int Prefetch = 64;

    private static readonly int[] RetryIntervals = [20, 100, 500, 1000, 1000]; // ms

    public string Name => name;

    public bool Deduplicates => hasOutbox;

    public MessageFormat Format => MessageFormat.Envelope;

    public async Task CreateTablesAsync(Station station, CancellationToken cancellationToken)
    {
        await using var dbContext = new BenchmarkDbContext(
            new DbContextOptionsBuilder<BenchmarkDbContext>().UseNpgsql(station.Database).Options);
        await station.ExecuteAsync(dbContext.Database.GenerateCreateScript(), cancellationToken);
    }

    public async Task<IAsyncDisposable> StartAsync(Station station, int concurrency, CancellationToken cancellationToken)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddConsole();
        builder.Services.AddSingleton(_ => NpgsqlDataSource.Create(station.Database));
        builder.Services.AddDbContextPool<BenchmarkDbContext>(
            (provider, options) => options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>()));
        builder.Services.AddMassTransit(bus =>
        {
            bus.AddConsumer<TConsumer>();
            if (hasOutbox)
                bus.AddEntityFrameworkOutbox<BenchmarkDbContext>(Configure);
            bus.UsingRabbitMq((context, factory) =>
            {
                factory.Host(station.Broker);
                factory.ReceiveEndpoint(Station.Input, endpoint => Configure(endpoint, context, concurrency));
            });
        });

        var host = builder.Build();
        await host.StartAsync(cancellationToken);
        return new RunningHost(host);
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

    private sealed class RunningHost(IHost host) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await host.StopAsync();
            host.Dispose();
        }
    }
}

using MassTransit;
using Microservices.Benchmarks.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Microservices.Benchmarks.Subjects.MassTransit;

/// <summary>A process with MassTransit on a station: without redelivery, kill switch and telemetry.</summary>
internal sealed class BenchmarkHost : IAsyncDisposable
{
    private readonly IHost _host;

    private BenchmarkHost(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    public static async Task CreateTablesAsync(Station station, CancellationToken cancellationToken)
    {
        await using var dbContext = new BenchmarkDbContext(
            new DbContextOptionsBuilder<BenchmarkDbContext>().UseNpgsql(station.Database).Options);
        await station.ExecuteAsync(dbContext.Database.GenerateCreateScript(), cancellationToken);
    }

    public static async Task<BenchmarkHost> StartAsync(Station station, Action<IBusRegistrationConfigurator> configure,
        Action<IBusRegistrationContext, IRabbitMqBusFactoryConfigurator> configureTransport, CancellationToken cancellationToken)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddConsole();
        builder.Services.AddSingleton(_ => NpgsqlDataSource.Create(station.Database));
        builder.Services.AddDbContextPool<BenchmarkDbContext>(
            (provider, options) => options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>()));
        builder.Services.AddMassTransit(bus =>
        {
            configure(bus);
            bus.UsingRabbitMq((context, factory) =>
            {
                factory.Host(station.Broker);
                configureTransport(context, factory);
            });
        });

        var host = builder.Build();
        await host.StartAsync(cancellationToken);
        return new BenchmarkHost(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}

using Contracts.Invoice;
using JasperFx;
using JasperFx.CodeGeneration;
using Microservices.Benchmarks.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Wolverine;
using Wolverine.EntityFrameworkCore;
using Wolverine.Persistence.Durability;
using Wolverine.Postgresql;
using Wolverine.RabbitMQ;

namespace Microservices.Benchmarks.Subjects.Wolverine;

/// <summary>A process with Wolverine on a station: durable outbox, publisher confirms, no telemetry.</summary>
internal sealed class WolverineHost : IAsyncDisposable
{
    /// <summary>How long a message is known to be handled: as long as our outbox remembers it. Wolverine's default is 5 minutes.</summary>
    public static readonly TimeSpan KeepHandled = TimeSpan.FromMinutes(30);

    /// <summary>Where Wolverine's tables are; its default.</summary>
    public const string Schema = "wolverine";

    private readonly IHost _host;

    private WolverineHost(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    public static async Task CreateTablesAsync(Station station, CancellationToken cancellationToken)
    {
        using var host = Build(station, _ => { });
        await host.Services.GetRequiredService<IMessageStore>().Admin.MigrateAsync();
    }

    public static async Task<WolverineHost> StartAsync(
        Station station, Action<WolverineOptions> configure, CancellationToken cancellationToken)
    {
        var host = Build(station, configure);
        await host.StartAsync(cancellationToken);
        return new WolverineHost(host);
    }

    private static IHost Build(Station station, Action<WolverineOptions> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddConsole()
            // It misses a registry of handlers, which it does not need: the one handler is named.
            .AddFilter("Wolverine.Configuration.HandlerDiscovery", LogLevel.Error);
        builder.Services.AddSingleton(_ => NpgsqlDataSource.Create(station.Database));
        builder.Services.AddDbContextPool<WolverineDbContext>(
            (provider, options) => options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>()));
        builder.Services.AddWolverine(ExtensionDiscovery.ManualOnly, options =>
        {
            Configure(options, station);
            configure(options);
        });
        return builder.Build();
    }

    private static void Configure(WolverineOptions options, Station station)
    {
        options.ApplicationAssembly = typeof(WolverineHost).Assembly;
#if WRITE_WOLVERINE
        options.CodeGeneration.TypeLoadMode = TypeLoadMode.Auto;
        options.UseRuntimeCompilation();
#else
        options.CodeGeneration.TypeLoadMode = TypeLoadMode.Static;
#endif
        options.Discovery.DisableConventionalDiscovery();
        options.PersistMessagesWithPostgresqlUsingDataSourceFromContainer(schemaName: Schema);
        options.UseEntityFrameworkCoreTransactions();
        options.Policies.AutoApplyTransactions();
        options.AutoBuildMessageStorageOnStartup = AutoCreate.None;
        options.Durability.KeepAfterMessageHandling = KeepHandled;
        options.Durability.DurabilityMetricsEnabled = false;
        options.UseRabbitMq(station.Broker)
            .DisableDeadLetterQueueing() // they go to the database
            .DisableSystemRequestReplyQueueDeclaration()
            .ConfigureChannelCreation(channel =>
                channel.PublisherConfirmationsEnabled = channel.PublisherConfirmationTrackingEnabled = true);
        options.PublishMessage<InvoiceIssued>().ToRabbitExchange(Station.OutputExchange).UseDurableOutbox().TelemetryEnabled(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}

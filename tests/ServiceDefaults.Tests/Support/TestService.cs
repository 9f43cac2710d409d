using MassTransit;
using Microservices.ServiceDefaults.Database;
using Microservices.ServiceDefaults.Hosting;
using Microservices.ServiceDefaults.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Microservices.ServiceDefaults.Tests.Support;

/// <summary>A service with one consumer, built as the real ones are.</summary>
internal sealed class TestService : IAsyncDisposable
{
    public const string Endpoint = "probe-sent";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private readonly string _directory;

    private TestService(WebApplication app, string directory)
    {
        App = app;
        _directory = directory;
    }

    public WebApplication App { get; }

    public Probe Probe => App.Services.GetRequiredService<Probe>();

    public FakeLogCollector Logs => App.Services.GetRequiredService<FakeLogCollector>();

    public HttpClient CreateClient() => new() { BaseAddress = new Uri(App.Urls.First()) };

    /// <summary>Builds it on SQLite unless a setting says otherwise, with short intervals and without retries in process.</summary>
    public static TestService Build(string? broker, Action<WebApplicationBuilder>? configure = null,
        params (string Key, string? Value)[] settings)
    {
        var directory = Directory.CreateTempSubdirectory("service-defaults-").FullName;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Broker"] = broker,
            ["ConnectionStrings:Database"] = $"Data Source={Path.Combine(directory, "data", "probe.db")}",
            ["Messaging:RetryLimit"] = "0",
            ["Messaging:RedeliveryIntervals:0"] = "00:00:00.200",
            ["Messaging:RedeliveryIntervals:1"] = "00:00:00.400"
        });
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => setting.Value));
        builder.Logging.AddFakeLogging();
        builder.Services.AddSingleton<Probe>();
        builder.AddServiceDefaults();
        builder.AddServiceDatabase<TestDbContext>("Probe");
        builder.AddMessaging<TestDbContext>(bus =>
        {
            bus.AddConsumer<ProbeConsumer, ProbeConsumerDefinition>();
            bus.AddConsumer<FaultConsumer, FaultConsumerDefinition>();
        });
        configure?.Invoke(builder);

        var app = builder.Build();
        app.MapDefaultEndpoints();
        return new TestService(app, directory);
    }

    public static async Task<TestService> StartAsync(string? broker, CancellationToken cancellationToken,
        params (string Key, string? Value)[] settings)
    {
        var service = Build(broker, configure: null, settings);
        await service.StartAsync(cancellationToken);
        return service;
    }

    /// <summary>Starts it and waits until its bus takes messages.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        await App.StartAsync(timeout.Token);
        await App.Services.GetRequiredService<IBusControl>()
            .WaitForHealthStatus(BusHealthStatus.Healthy, timeout.Token);
    }

    public Task PublishAsync(ProbeSent message, CancellationToken cancellationToken) =>
        App.Services.GetRequiredService<IBus>().Publish(message,
            context => context.MessageId = message.OrderId, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        using var stop = new CancellationTokenSource(Timeout);
        await App.StopAsync(stop.Token);
        await App.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }
}

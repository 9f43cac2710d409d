using MassTransit;
using Microservices.Invoice.Data;
using Microservices.ServiceDefaults.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microservices.Invoice.Tests;

/// <summary>The service as its Program runs it, on the test's database and broker, with short pauses.</summary>
internal sealed class InvoiceHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private InvoiceHost(WebApplication app) => _app = app;

    public IServiceProvider Services => _app.Services;

    public HttpClient Http { get; } = new();

    public static async Task<InvoiceHost> StartAsync(string database, string broker, CancellationToken cancellationToken,
        Dictionary<string, string?>? settings = null, Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(settings ?? [])
        {
            ["ConnectionStrings:Database"] = database,
            ["ConnectionStrings:Broker"] = broker,
            ["Invoice:Seller:Demo"] = "true",
            ["Messaging:RetryMinInterval"] = "00:00:00.010",
            ["Messaging:RetryMaxInterval"] = "00:00:00.100",
            ["Messaging:RetryIntervalDelta"] = "00:00:00.010",
            ["Messaging:RedeliveryIntervals:0"] = "00:00:00.200",
            ["Messaging:RedeliveryIntervals:1"] = "00:00:00.500",
            ["Messaging:OutboxQueryDelay"] = "00:00:00.200",
            ["Messaging:KillSwitchRestartTimeout"] = "00:00:00.500",
        });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults();
        builder.Logging.ClearProviders(); // failures are part of the tests
        builder.AddInvoiceService();
        configure?.Invoke(builder.Services);

        var host = new InvoiceHost(builder.Build());
        await host.StartAsync(cancellationToken);
        return host;
    }

    public async Task<T> WithDatabaseAsync<T>(Func<InvoiceDbContext, Task<T>> action)
    {
        await using var scope = Services.CreateAsyncScope();
        return await action(scope.ServiceProvider.GetRequiredService<InvoiceDbContext>());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        _app.MapDefaultEndpoints();
        _app.MapInvoiceEndpoints();
        await WithDatabaseAsync(async dbContext =>
        {
            if (dbContext.Database.IsNpgsql())
                await dbContext.Database.MigrateAsync(cancellationToken);
            return true;
        });

        await _app.StartAsync(cancellationToken);
        Http.BaseAddress = new Uri(_app.Urls.Single());
        await Services.GetRequiredService<IBusControl>()
            .WaitForHealthStatus(BusHealthStatus.Healthy, TimeSpan.FromSeconds(60));
    }
}

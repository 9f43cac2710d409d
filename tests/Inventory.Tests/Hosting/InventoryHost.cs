using Microservices.Inventory.Data;
using Microservices.ServiceDefaults.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.Inventory.Tests.Hosting;

/// <summary>The service as its Program.cs builds it, on a port of its own.</summary>
internal sealed class InventoryHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private InventoryHost(WebApplication app)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    internal HttpClient Client { get; }

    internal static async Task<InventoryHost> StartAsync(
        string database, string broker, string backorderInterval = "01:00:00")
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Database"] = database,
            ["ConnectionStrings:Broker"] = broker,
            ["Inventory:ImportBatchSize"] = "5",
            ["Inventory:MaxImportBytes"] = "262144",
            ["Inventory:BackorderInterval"] = backorderInterval,
            ["Logging:LogLevel:Default"] = "Warning",
        });
        builder.AddServiceDefaults();
        builder.AddInventoryService();
        builder.WebHost.UseUrls("http://127.0.0.1:0");

        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapInventoryEndpoints();
        await WithContextAsync(app, async context =>
        {
            if (context.Database.IsNpgsql())
                await context.Database.MigrateAsync(cancellationToken);
            return 0;
        });
        await app.StartAsync(cancellationToken);
        return new InventoryHost(app);
    }

    /// <summary>Looks into the service's database.</summary>
    internal Task<T> QueryAsync<T>(Func<InventoryDbContext, Task<T>> query) => WithContextAsync(_app, query);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static async Task<T> WithContextAsync<T>(WebApplication app, Func<InventoryDbContext, Task<T>> query)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await query(scope.ServiceProvider.GetRequiredService<InventoryDbContext>());
    }
}

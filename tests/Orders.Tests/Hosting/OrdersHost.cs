using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microservices.Orders.Data;
using Microservices.ServiceDefaults.Hosting;
using Microservices.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Microservices.Orders.Tests.Hosting;

/// <summary>The service on a free port, with a database and a broker of its own.</summary>
public abstract class OrdersHost : IAsyncLifetime
{
    private WebApplication _app = null!; // set by InitializeAsync before any test runs

    public HttpClient Http { get; } = new();

    internal IServiceProvider Services => _app.Services;

    protected abstract Task<(string Database, string Broker)> CreateServersAsync(CancellationToken cancellationToken);

    protected virtual void Configure(IDictionary<string, string?> settings)
    {
    }

    public async ValueTask InitializeAsync()
    {
        var (database, broker) = await CreateServersAsync(TestContext.Current.CancellationToken);
        var settings = new Dictionary<string, string?>
        {
            ["ConnectionStrings:Database"] = database,
            ["ConnectionStrings:Broker"] = broker,
            ["urls"] = "http://127.0.0.1:0",
            ["Orders:MaxBodyBytes"] = "262144",
            // Small, so that even a small file is many transactions.
            ["Orders:Import:BatchSize"] = "5",
        };
        Configure(settings);

        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddServiceDefaults();
        builder.Logging.ClearProviders().AddFakeLogging(options => options.FilteredLevels = new HashSet<LogLevel> { LogLevel.Error, LogLevel.Critical });
        builder.AddOrdersService();

        _app = builder.Build();
        _app.MapDefaultEndpoints();
        _app.MapOrdersEndpoints();
        if (!database.StartsWith("Data Source=", StringComparison.Ordinal))
            await WithDatabaseAsync(dbContext => dbContext.Database.MigrateAsync());
        await _app.StartAsync();
        Http.BaseAddress = new Uri(_app.Urls.Single());

        // An event that is published before the queue is bound goes nowhere.
        await Eventually.Holds(async () =>
            (await Http.GetAsync("/health/ready")).IsSuccessStatusCode, "the service is ready");
    }

    public virtual async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>What EF Core has logged as an error so far.</summary>
    internal IEnumerable<string> DatabaseErrors => Services.GetRequiredService<FakeLogCollector>().GetSnapshot()
        .Where(record => record.Category!.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)).Select(record => record.Message);

    internal async Task<T> WithDatabaseAsync<T>(Func<OrdersDbContext, Task<T>> read)
    {
        await using var scope = Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<OrdersDbContext>());
    }

    internal Task WithDatabaseAsync(Func<OrdersDbContext, Task> act) => WithDatabaseAsync(async dbContext =>
    {
        await act(dbContext);
        return true;
    });

    internal async Task<(int Status, JsonNode Body)> PostAsync(JsonNode order, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/orders");
        request.Content = new StringContent(order.ToJsonString(), Encoding.UTF8, "application/json");
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        return await SendAsync(request);
    }

    internal async Task<(int Status, JsonNode Body)> SendAsync(HttpRequestMessage request)
    {
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, JsonNode.Parse(body)!);
    }

    internal async Task<JsonNode> GetAsync(string path)
    {
        using var response = await Http.GetAsync(path, TestContext.Current.CancellationToken);
        return (await response.Content.ReadFromJsonAsync<JsonNode>(JsonSerializerOptions.Web,
            TestContext.Current.CancellationToken))!;
    }

    internal async Task<(int Status, JsonNode Body)> ImportAsync(Stream file, string contentType = "text/csv",
        string query = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/orders/import" + query);
        request.Content = new StreamContent(file);
        request.Content.Headers.ContentType = new(contentType);
        return await SendAsync(request);
    }

    internal Task<(int Status, JsonNode Body)> ImportAsync(string text, string contentType = "text/csv",
        string query = "") =>
        ImportAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), contentType, query);
}

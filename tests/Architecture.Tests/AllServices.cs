using System.Reflection;
using Microservices.ServiceDefaults.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Microservices.Architecture.Tests;

/// <summary>The tests that need running services share them: MassTransit's meter belongs to the first host of a process.</summary>
[CollectionDefinition]
public sealed class RunningServices : ICollectionFixture<AllServices>;

/// <summary>Every service that is found on disk, in one process as in Standalone, registered as its Program.cs does.</summary>
public sealed class AllServices : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("all-services-");
    private WebApplication _app = null!; // set before any test runs

    public IServiceProvider Services => _app.Services;

    public string Address => _app.Urls.Single();

    public IEnumerable<RouteEndpoint> Routes => ((IEndpointRouteBuilder)_app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Standalone", ContentRootPath = _folder.FullName });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(
            Repository.Services.Select(service => KeyValuePair.Create($"ConnectionStrings:{service}", (string?)$"Data Source={_folder}/{service}.db")))
        {
            ["ConnectionStrings:Broker"] = "memory://all-services",
            ["Security:RateLimit:UnknownPerMinute"] = "10000",
            ["Email:Sender:Name"] = "Example Shop",
            ["Email:Sender:Address"] = "orders@shop.example",
            ["Email:Invoices:Address"] = "http://localhost:5082",
            ["Email:Transport"] = "Files",
            ["Email:Files:Directory"] = $"{_folder}/mails",
            ["Invoice:Documents:Directory"] = $"{_folder}/invoices",
            ["Invoice:Seller:Demo"] = "true",
        });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults();
        foreach (var service in Repository.Services)
            Method(service, $"Add{service}Service").Invoke(null, [builder]);

        _app = builder.Build();
        _app.MapDefaultEndpoints();
        // DeadLetters last, as in Standalone: it has no OpenAPI document of its own where another service has one.
        foreach (var service in Repository.Services.OrderDescending(StringComparer.Ordinal))
            Method(service, $"Map{service}Endpoints").Invoke(null, [_app]);
        await _app.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private static MethodInfo Method(string service, string name) =>
        Assembly.Load($"Microservices.{service}").GetType($"Microservices.{service}.{service}ServiceExtensions")?.GetMethod(name)
        ?? throw new InvalidOperationException($"{service} has no {name}.");
}

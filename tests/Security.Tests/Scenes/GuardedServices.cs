using System.Net.Http.Json;
using System.Reflection;
using System.Text;
using Microservices.ServiceDefaults.Customers.Links;
using Microservices.ServiceDefaults.Hosting;
using Microservices.ServiceDefaults.Security;
using Microservices.Testing;
using Microservices.Testing.Pipeline;
using Microservices.Testing.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Microservices.Security.Tests.Scenes;

/// <summary>Every service in one process, as for production: with keys, one for each scope, and a provider.</summary>
public sealed class GuardedServices : IAsyncLifetime
{
    /// <summary>A name that is not this machine's: whoever uses it is taken for someone elsewhere.</summary>
    public const string PublicName = "fulfilment.example";

    public const string ExpiredKey = "key-that-has-ended";

    private const string LinkKey = "a-key-for-links-of-forty-characters-5678";
    private static readonly Guid Order = new("0193f6a2-7c11-7d3e-9a52-0f4c8f9a1b01");

    // DeadLetters last, as in Standalone: it has no OpenAPI document of its own where another service has one.
    private static readonly string[] Services =
    [
        .. Directory.GetDirectories(Path.Combine(TestData.RepositoryRoot, "services")).Select(folder => Path.GetFileName(folder))
            .Where(name => File.Exists(Path.Combine(TestData.RepositoryRoot, "services", name, $"{name}ServiceExtensions.cs")))
            .OrderDescending(StringComparer.Ordinal),
    ];

    private readonly int _managementPort = FreePort.Next();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("guarded-");
    private WebApplication _app = null!; // set before any test runs

    internal TokenIssuer Issuer { get; private set; } = null!; // likewise

    public Uri Address => _app.Urls.Select(url => new Uri(url)).Single(address => address.Port != _managementPort);

    public IReadOnlyList<RouteEndpoint> Routes =>
        [.. ((IEndpointRouteBuilder)_app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];

    public static string KeyOf(string scope) => $"key-of-{scope}";

    public async ValueTask InitializeAsync()
    {
        Issuer = await TokenIssuer.StartAsync();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production", ContentRootPath = _folder.FullName });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(
            Services.Select(service => KeyValuePair.Create($"ConnectionStrings:{service}", (string?)$"Data Source={_folder}/{service}.db")))
        {
            ["ConnectionStrings:Broker"] = "memory://guarded",
            ["Http:ManagementPort"] = $"{_managementPort}",
            ["Security:RateLimit:UnknownPerMinute"] = "1000000",
            ["CustomerLinks:Keys:0"] = LinkKey,
            ["CustomerLinks:Address"] = "https://shop.example",
            ["Security:Oidc:Authority"] = Issuer.Address,
            ["Security:Oidc:Audience"] = TokenIssuer.Audience,
            ["Email:Sender:Name"] = "Example Shop",
            ["Email:Sender:Address"] = "orders@shop.example",
            ["Email:Invoices:Address"] = "http://localhost:5082",
            ["Email:Transport"] = "Files",
            ["Email:Files:Directory"] = $"{_folder}/mails",
            ["Invoice:Documents:Directory"] = $"{_folder}/invoices",
            ["Invoice:Seller:Demo"] = "true",
        });
        builder.Configuration.AddInMemoryCollection(Scopes.All
            .SelectMany((scope, number) => TestKeys.Settings(number, scope, KeyOf(scope), [scope]))
            .Concat(TestKeys.Settings(98, "everything", TestKeys.Everything, TestKeys.AllScopes))
            .Concat(TestKeys.Settings(99, "ended", ExpiredKey, TestKeys.AllScopes))
            .Append(new("Security__ApiKeys__99__ExpiresAt", "2026-01-01T00:00:00Z"))
            .Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), (string?)setting.Value)));
        builder.WebHost.UseUrls("http://127.0.0.1:0", $"http://127.0.0.1:{_managementPort}");
        builder.AddServiceDefaults();
        builder.Logging.ClearProviders();
        foreach (var service in Services)
            Method(service, $"Add{service}Service").Invoke(null, [builder]);

        _app = builder.Build();
        _app.MapDefaultEndpoints();
        foreach (var service in Services)
            Method(service, $"Map{service}Endpoints").Invoke(null, [_app]);
        await _app.StartAsync(TestContext.Current.CancellationToken);
        await OrderAsync();
    }

    /// <summary>The query of a customer's link to an order that exists.</summary>
    /// <param name="daysLeft">Days until its end; negative when it has ended.</param>
    /// <param name="key">The key that signs it.</param>
    public static string Link(int daysLeft = 1, string key = LinkKey) =>
        $"?link={LinkToken.Make(Encoding.UTF8.GetBytes(key), Order, TimeProvider.System.GetUtcNow().AddDays(daysLeft))}";

    /// <summary>A client that follows nothing and comes from elsewhere.</summary>
    public HttpClient Client(string? key = null, string? token = null, bool isManagement = false)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false })
        {
            BaseAddress = isManagement ? new UriBuilder(Address) { Port = _managementPort }.Uri : Address,
        };
        client.DefaultRequestHeaders.Host = PublicName;
        if (key is not null)
            client.DefaultRequestHeaders.TryAddWithoutValidation(TestKeys.Header, key);
        if (token is not null)
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        return client;
    }

    /// <summary>A service's audit, in its order.</summary>
    public async Task<IReadOnlyList<string>> AuditAsync(string service)
    {
        await using var connection = new SqliteConnection($"Data Source={_folder}/{service}.db");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT actor || ' ' || action || ' ' || target || ' ' || details FROM audit ORDER BY id";
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var entries = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            entries.Add(reader.GetString(0));
        return entries;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Issuer.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private async Task OrderAsync()
    {
        using var client = Client(TestKeys.Everything);
        using var answer = await client.PostAsJsonAsync("/orders", new
        {
            orderId = Order,
            orderNumber = "LINKED-1",
            customer = new { id = "C-17", name = "Jane Doe", email = "jane.doe@example.test" },
            currency = "GBP",
            lines = new[] { new { sku = "MUG-RED", description = "Red mug", quantity = 2, unitPrice = 4.95m } },
        }, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    private static MethodInfo Method(string service, string name) =>
        Assembly.Load($"Microservices.{service}").GetType($"Microservices.{service}.{service}ServiceExtensions")?.GetMethod(name)
        ?? throw new InvalidOperationException($"{service} has no {name}.");
}

using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microservices.DeadLetters.Data;
using Microservices.DeadLetters.Security;
using Microservices.ServiceDefaults.Hosting;
using Microservices.ServiceDefaults.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microservices.DeadLetters.Tests.Security.Scenes;

/// <summary>The whole service on SQLite, with the sign-in that the settings ask for, and a page as the console has them.</summary>
internal sealed class SecureService : IAsyncDisposable
{
    public const string Page = "/console";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deadletters-");
    private readonly List<HttpClient> _clients = [];
    private readonly TimeProvider? _clock;
    private WebApplication? _app;

    private SecureService(TimeProvider? clock) => _clock = clock;

    public static (string Key, string Value)[] AllRights =>
        [.. Key(0, "rita", "read"), .. Key(1, "otto", "operate"), .. Key(2, "anna", "administer")];

    public Uri Address => new(_app!.Urls.Single()); // started

    public IEnumerable<RouteEndpoint> Routes => ((IEndpointRouteBuilder)_app!).DataSources // started
        .SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Settings of a key; the key itself is <c>key-of-</c> and the name. Where no queue is named, it may see all.</summary>
    public static (string Key, string Value)[] Key(int index, string name, string right, params string[] queues) =>
    [
        ($"Security:ApiKeys:{index}:Name", name),
        ($"Security:ApiKeys:{index}:Scopes:0", $"deadletters.{right}"),
        ($"Security:ApiKeys:{index}:Sha256", Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"key-of-{name}")))),
        .. (queues is [] ? ["*"] : queues).Select((queue, number) => ($"Security:ApiKeys:{index}:Queues:{number}", queue)),
    ];

    public static async Task<SecureService> StartAsync(
        (string Key, string Value)[] settings, string environment = "Production", string urls = "http://127.0.0.1:0",
        TimeProvider? clock = null)
    {
        var service = new SecureService(clock);
        try
        {
            await service.RunAsync(settings, environment, urls);
            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    /// <summary>A client that keeps cookies, follows nothing, and has a key if a name is given.</summary>
    public HttpClient Client(string? holder = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, CookieContainer = new CookieContainer() })
        {
            BaseAddress = Address,
        };
        if (holder is not null)
            client.DefaultRequestHeaders.Add("X-Api-Key", $"key-of-{holder}");
        _clients.Add(client);
        return client;
    }

    public T Find<T>()
        where T : notnull => _app!.Services.GetRequiredService<T>(); // started

    /// <summary>Changes settings, as when their file has changed.</summary>
    public void Configure(params (string Key, string Value)[] settings)
    {
        foreach (var (key, value) in settings)
            _app!.Configuration[key] = value; // started
        ((IConfigurationRoot)_app!.Configuration).Reload();
    }

    public async Task<T> UseAsync<TService, T>(Func<TService, Task<T>> use)
        where TService : notnull
    {
        await using var scope = _app!.Services.CreateAsyncScope(); // started
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public async Task<T> QueryAsync<T>(Func<DeadLettersDbContext, Task<T>> query)
    {
        await using var scope = _app!.Services.CreateAsyncScope(); // started
        return await query(scope.ServiceProvider.GetRequiredService<DeadLettersDbContext>());
    }

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        if (_app is not null)
        {
            await _app.StopAsync(CancellationToken.None);
            await _app.DisposeAsync();
        }

        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private async Task RunAsync((string Key, string Value)[] settings, string environment, string urls)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:DeadLetters"] = $"Data Source={_folder}/letters.db",
            ["ConnectionStrings:Broker"] = $"memory://{_folder.Name}",
        });
        foreach (var (key, value) in settings)
            builder.Configuration[key] = value; // the last one wins
        if (_clock is not null)
            builder.Services.AddSingleton(_clock);
        builder.WebHost.UseUrls(urls);
        builder.AddServiceDefaults();
        builder.Logging.ClearProviders();
        builder.AddDeadLettersService();
        _app = builder.Build();
        _app.MapDefaultEndpoints();
        _app.MapDeadLettersEndpoints();
        _app.MapGet(Page, (HttpContext context) => $"Hello {context.User.NameOf()}").RequireConsoleAccess();
        await _app.StartAsync(Cancellation);
    }
}

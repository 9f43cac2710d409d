using System.Net.Http.Json;
using System.Text.Json;
using Microservices.DeadLetters.Data;
using Microservices.DeadLetters.Ingest;
using Microservices.DeadLetters.Ingest.Parsing;
using Microservices.DeadLetters.Tests.Security.Scenes;
using Microservices.ServiceDefaults.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Microservices.DeadLetters.Tests.Reading.Scenes;

/// <summary>The whole service without a broker, with a key for each role, at noon.</summary>
internal sealed class ReadingScene : IAsyncDisposable
{
    public static readonly DateTime Now = new(2026, 11, 10, 12, 0, 0, DateTimeKind.Utc);

    private readonly WebApplication _app;
    private readonly List<HttpClient> _clients = [];
    private readonly DirectoryInfo? _folder;

    private ReadingScene(WebApplication app, DirectoryInfo? folder) => (_app, _folder) = (app, folder);

    public IServiceProvider Services => _app.Services;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<ReadingScene> CreateAsync(bool onPostgres)
    {
        var folder = onPostgres ? null : Directory.CreateTempSubdirectory("reading-");
        var database = onPostgres
            ? await MigratedDatabase.CreateAsync()
            : $"Data Source={Path.Combine(folder!.FullName, "letters.db")}"; // made above
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:DeadLetters"] = database,
            ["ConnectionStrings:Broker"] = "memory://",
        });
        foreach (var (key, value) in (IEnumerable<(string, string)>)[.. SecureService.AllRights, .. SecureService.Key(3, "ben", "operate", "beta*")])
            builder.Configuration[key] = value;
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(Now));
        builder.AddServiceDefaults();
        builder.AddDeadLettersService();
        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapDeadLettersEndpoints();
        await app.StartAsync(Cancellation);
        return new ReadingScene(app, folder);
    }

    /// <summary>Stores what has arrived, as one batch.</summary>
    public async Task IngestAsync(params Arrival[] arrivals)
    {
        var reader = _app.Services.GetRequiredService<ArrivalReader>();
        (await _app.Services.GetRequiredService<BatchWriter>().WriteAsync([.. arrivals.Select(reader.Read)], Cancellation)).ShouldBeEmpty();
    }

    public Task IngestAsync(IncomingFault fault) => _app.Services.GetRequiredService<BatchWriter>().WriteAsync([fault], Cancellation);

    public HttpClient Client(string holder)
    {
        var client = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
        client.DefaultRequestHeaders.Add("X-Api-Key", $"key-of-{holder}");
        _clients.Add(client);
        return client;
    }

    public async Task<JsonElement> GetAsync(string path, string holder = "rita") =>
        await Client(holder).GetFromJsonAsync<JsonElement>(path, Cancellation);

    public async Task<T> QueryAsync<T>(Func<DeadLettersDbContext, Task<T>> query)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return await query(scope.ServiceProvider.GetRequiredService<DeadLettersDbContext>());
    }

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder?.Delete(recursive: true);
    }
}

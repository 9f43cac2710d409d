using System.Security.Cryptography;
using System.Text;
using MassTransit;
using Microservices.DeadLetters.Data;
using Microservices.ServiceDefaults.Database;
using Microservices.ServiceDefaults.Hosting;
using Microservices.ServiceDefaults.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microservices.DeadLetters.Cli.Tests.Service;

/// <summary>The dead-letter service itself, as in Standalone: SQLite, and a consumer of the queue in the same process.</summary>
internal sealed class RealService : IAsyncDisposable
{
    public const string Queue = "shipping-parcel-requested";
    private const string ExceptionType = "System.TimeoutException";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deadletters-cli-");
    private readonly WebApplication _app;

    private RealService()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:DeadLetters"] = $"Data Source={_folder}/letters.db",
            ["ConnectionStrings:Shipping"] = $"Data Source={_folder}/shipping.db",
            ["ConnectionStrings:Broker"] = "memory://",
            ["DeadLetters:Replay:PollInterval"] = "00:00:00.050",
        });
        foreach (var (name, role, index) in ((string, string, int)[])[("rita", "read", 0), ("ada", "operate", 1), ("root", "administer", 2)])
        {
            builder.Configuration[$"Security:ApiKeys:{index}:Name"] = name;
            builder.Configuration[$"Security:ApiKeys:{index}:Scopes:0"] = $"deadletters.{role}";
            builder.Configuration[$"Security:ApiKeys:{index}:Queues:0"] = "*";
            builder.Configuration[$"Security:ApiKeys:{index}:Sha256"] = Convert.ToHexString(
                SHA256.HashData(Encoding.UTF8.GetBytes(KeyOf(role))));
        }

        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults();
        builder.AddServiceDatabase<ShippingDbContext>("Shipping");
        builder.AddMessaging<ShippingDbContext>(bus => bus.AddConsumer<ShipParcelConsumer, ShipParcelConsumerDefinition>());
        builder.AddDeadLettersService();
        _app = builder.Build();
        _app.MapDefaultEndpoints();
        _app.MapDeadLettersEndpoints();
    }

    /// <summary>What the caller may do.</summary>
    public string Right { get; set; } = "operate";

    /// <summary>The caller's key.</summary>
    public string Key => KeyOf(Right);

    public string Url => _app.Urls.Single();

    public static async Task<RealService> StartAsync()
    {
        var service = new RealService();
        await service._app.StartAsync(TestContext.Current.CancellationToken);
        return service;
    }

    /// <summary>Stores dead letters, as the ingest would.</summary>
    public async Task<IReadOnlyList<long>> AddAsync(int count)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<DeadLettersDbContext>();
        var group = new DeadLetterGroup
        {
            Fingerprint = "f",
            Queue = Queue,
            Cause = "fault",
            ExceptionType = ExceptionType,
            Title = "x",
            OpenCount = count,
        };
        context.Groups.Add(group);
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        var letters = Enumerable.Range(1, count).Select(number => new DeadLetter
        {
            Queue = Queue,
            SourceQueue = $"{Queue}_error",
            MessageKey = NewId.NextGuid().ToString(),
            Cause = "fault",
            ExceptionType = ExceptionType,
            GroupId = group.Id,
            ContentType = "application/json",
            Body = Encoding.UTF8.GetBytes($$"""{"parcel":{{number}}}"""),
            BodyJson = $$"""{"parcel":{{number}}}""",
            Headers = "{}",
        }).ToList();
        context.DeadLetters.AddRange(letters);
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        return [.. letters.Select(letter => letter.Id)];
    }

    private static string KeyOf(string role) => $"key-of-the-{role}";

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}

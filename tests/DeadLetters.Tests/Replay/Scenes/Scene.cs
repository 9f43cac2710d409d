using System.Security.Claims;
using System.Text.Json;
using MassTransit;
using Microservices.DeadLetters.Data;
using Microservices.DeadLetters.Replay;
using Microservices.DeadLetters.Replay.Endpoints;
using Microservices.DeadLetters.Replay.Requests;
using Microservices.ServiceDefaults.Database;
using Microservices.ServiceDefaults.Hosting;
using Microservices.ServiceDefaults.Messaging;
using Microservices.ServiceDefaults.Messaging.Replay;
using Microservices.ServiceDefaults.Security;
using Microservices.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microservices.DeadLetters.Tests.Replay.Scenes;

/// <summary>Replays on PostgreSQL and RabbitMQ, with a real consumer behind its inbox.</summary>
internal sealed class Scene : IAsyncDisposable
{
    public const string Queue = "effects-order-placed";
    public static readonly ReplayOperator Ada = new("ada", _ => true, MayEdit: true);
    public static readonly ClaimsPrincipal Everywhere = Callers.Create("test", new("ada", "ada"), [Scopes.DeadLettersAdminister], ["*"]);
    public static readonly ReplayOperator Bob = new("bob", _ => true, MayEdit: false);
    private readonly List<WebApplication> _apps = [];
    private string _database = "";
    private string _effects = "";
    private long _group;

    private Scene(RabbitMqVirtualHost broker) => Broker = broker;

    public RabbitMqVirtualHost Broker { get; }

    public EffectBehaviour Behaviour { get; } = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The databases, and the consumer; no worker yet.</summary>
    public static async Task<Scene> CreateAsync(bool withConsumer = true, PrivateRabbitMqServer? broker = null)
    {
        var scene = new Scene(await (broker?.CreateVirtualHostAsync(Cancellation) ?? RabbitMqServer.CreateVirtualHostAsync(Cancellation)))
        {
            _database = await MigratedDatabase.CreateAsync(),
            _effects = await PostgresServer.CreateDatabaseAsync(Cancellation),
        };
        if (withConsumer)
            await scene.StartConsumerAsync();
        return scene;
    }

    public Task<WebApplication> StartConsumerAsync() => StartAsync(Broker.ConnectionString, _effects, async builder =>
    {
        builder.Services.AddSingleton(Behaviour);
        builder.AddServiceDatabase<EffectsDbContext>("Effects");
        builder.AddMessaging<EffectsDbContext>(bus => bus.AddConsumer<EffectConsumer, EffectConsumerDefinition>());
        await Task.CompletedTask;
    }, services => services.GetRequiredService<EffectsDbContext>().Database.EnsureCreatedAsync(Cancellation));

    /// <summary>The dead-letter service's replays: worker, acknowledgements, services.</summary>
    public async Task<ReplayHost> StartReplaysAsync(string? broker = null, bool withWorker = true, TimeProvider? clock = null,
        params (string Key, string Value)[] settings) => new(await StartAsync(broker ?? Broker.ConnectionString, _database, builder =>
        {
            builder.Configuration.AddInMemoryCollection(
                settings.Select(setting => KeyValuePair.Create($"DeadLetters:Replay:{setting.Key}", (string?)setting.Value)));
            builder.AddServiceDatabase<DeadLettersDbContext>("DeadLetters");
            builder.Services.AddReplays();
            builder.Services.AddSingleton<ILetterSelector, AllOpenSelector>();
            if (clock is not null)
                builder.Services.AddSingleton(clock);
            if (!withWorker)
                builder.Services.Remove(builder.Services.Single(service => service.ImplementationType?.Name == "ReplayWorker"));
            builder.AddMessaging<DeadLettersDbContext>(bus => bus.AddReplayConsumers());
            return Task.CompletedTask;
        }, _ => Task.CompletedTask));

    /// <summary>Writes dead letters of orders, as the ingest would.</summary>
    public async Task<IReadOnlyList<(long Id, Guid OrderId)>> AddLettersAsync(ReplayHost host, int count,
        Action<DeadLetter>? change = null)
    {
        return await host.QueryAsync(async context =>
        {
            var now = DateTime.UnixEpoch.AddYears(56);
            var group = new DeadLetterGroup { Fingerprint = $"f{++_group}", Queue = Queue, Cause = "fault", Title = "x", OpenCount = count };
            context.Groups.Add(group);
            await context.SaveChangesAsync(Cancellation);
            var letters = Enumerable.Range(0, count).Select(index =>
            {
                var order = new OrderPlaced(NewId.NextGuid(), "OLD");
                var letter = new DeadLetter
                {
                    Queue = Queue,
                    SourceQueue = $"{Queue}_error",
                    MessageKey = order.OrderId.ToString(),
                    MessageId = order.OrderId,
                    Cause = "fault",
                    GroupId = group.Id,
                    ContentType = "application/json",
                    Body = JsonSerializer.SerializeToUtf8Bytes(order, JsonSerializerOptions.Web),
                    Headers = """
                        {"MT-Reason":"fault","MT-Fault-Message":"x","x-death":[{"queue":"q","count":1}],"x-delivery-count":3,
                         "tenant":"north","MT-Redelivery-Count":2}
                        """,
                    FirstFailedAt = now.AddSeconds(index),
                    LastFailedAt = now.AddSeconds(index),
                    Attempts = 1,
                };
                change?.Invoke(letter);
                return (Letter: letter, order.OrderId);
            }).ToList();
            group.Queue = letters[0].Letter.Queue;
            context.DeadLetters.AddRange(letters.Select(pair => pair.Letter));
            await context.SaveChangesAsync(Cancellation);
            return letters.Select(pair => (pair.Letter.Id, pair.OrderId)).ToList();
        });
    }

    /// <summary>Takes what came to the error queue and tells the replays of it, as the ingest does.</summary>
    public async Task<int> IngestFailuresAsync(ReplayHost host)
    {
        if (await Broker.CountMessagesAsync($"{Queue}_error", Cancellation) == 0)
            return 0;

        var messages = await Broker.GetMessagesAsync($"{Queue}_error", Cancellation);
        await host.UseAsync<ReplayOutcome, int>(async outcome => (await outcome.FailedAgainAsync(
            [.. await Task.WhenAll(messages.Select(async message => new FailedReplay(
                long.Parse(message.Header(ReplayHeaders.ReplayItem)!, System.Globalization.CultureInfo.InvariantCulture),
                await host.QueryAsync(context => context.DeadLetters
                    .Where(letter => letter.MessageKey == message.MessageId).Select(letter => letter.Id)
                    .SingleAsync(Cancellation)))))], Cancellation)).Count);
        return messages.Count;
    }

    /// <summary>The orders that the consumer had an effect for, once for each effect.</summary>
    public async Task<IReadOnlyList<Effect>> EffectsAsync()
    {
        var options = new DbContextOptionsBuilder<EffectsDbContext>().UseNpgsql(_effects).UseSnakeCaseNamingConvention().Options;
        await using var context = new EffectsDbContext(options);
        return await context.Effects.AsNoTracking().OrderBy(effect => effect.Id).ToListAsync(Cancellation);
    }

    public static ReplayRequest Request(IEnumerable<(long Id, Guid OrderId)> letters) => new()
    {
        Ids = [.. letters.Select(letter => letter.Id)],
        Reason = "SKU added",
        Rate = 1_000,
    };

    public async ValueTask DisposeAsync()
    {
        foreach (var app in Enumerable.Reverse(_apps))
        {
            await app.StopAsync(CancellationToken.None);
            await app.DisposeAsync();
        }

        await Broker.DisposeAsync();
    }

    private async Task<WebApplication> StartAsync(string broker, string database, Func<WebApplicationBuilder, Task> configure,
        Func<IServiceProvider, Task> createSchema)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Database"] = database,
            ["ConnectionStrings:Broker"] = broker,
            ["Messaging:RetryLimit"] = "0",
            ["DeadLetters:Replay:PollInterval"] = "00:00:00.050",
        });
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.AddServiceDefaults();
        TestUser.AddTo(builder.Services);
        await configure(builder);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapDefaultEndpoints();
        if (app.Services.GetService<ILetterSelector>() is not null)
            app.MapReplayEndpoints();
        await using (var scope = app.Services.CreateAsyncScope())
            await createSchema(scope.ServiceProvider);
        await app.StartAsync(Cancellation);
        await app.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, Cancellation);
        _apps.Add(app);
        return app;
    }
}

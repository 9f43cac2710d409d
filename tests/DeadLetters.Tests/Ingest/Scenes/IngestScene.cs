using System.Globalization;
using MassTransit;
using Microservices.DeadLetters.Data;
using Microservices.DeadLetters.Tests.Replay.Scenes;
using Microservices.ServiceDefaults.Database;
using Microservices.ServiceDefaults.Hosting;
using Microservices.ServiceDefaults.Messaging;
using Microservices.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace Microservices.DeadLetters.Tests.Ingest.Scenes;

/// <summary>A broker and a database, with any number of dead-letter services, and a consumer that can fail.</summary>
internal sealed class IngestScene : IAsyncDisposable
{
    private readonly List<WebApplication> _apps = [];
    private string _effects = "";

    private IngestScene(RabbitMqVirtualHost broker, string database) => (Broker, Database) = (broker, database);

    public RabbitMqVirtualHost Broker { get; }

    public string Database { get; }

    public EffectBehaviour Behaviour { get; } = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The databases; on a broker of the test's own when it brings one.</summary>
    public static async Task<IngestScene> CreateAsync(PrivateRabbitMqServer? broker = null)
    {
        return new IngestScene(await (broker?.CreateVirtualHostAsync(Cancellation) ?? RabbitMqServer.CreateVirtualHostAsync(Cancellation)),
            await MigratedDatabase.CreateAsync());
    }

    /// <summary>A service with the consumer of <see cref="OrderPlaced"/>, and its bus.</summary>
    public async Task<IBus> StartConsumerAsync()
    {
        _effects = await PostgresServer.CreateDatabaseAsync(Cancellation);
        var app = await StartAsync(Broker.ConnectionString, _effects, [], builder =>
        {
            builder.Services.AddSingleton(Behaviour);
            builder.AddServiceDatabase<EffectsDbContext>("Effects");
            builder.AddMessaging<EffectsDbContext>(bus => bus.AddConsumer<EffectConsumer, EffectConsumerDefinition>());
        }, services => services.GetRequiredService<EffectsDbContext>().Database.EnsureCreatedAsync(Cancellation));
        return app.Services.GetRequiredService<IBus>();
    }

    /// <summary>A process of the dead-letter service.</summary>
    public async Task<ReplayHost> StartServiceAsync(
        string? broker = null, string? database = null, params (string Key, string Value)[] settings)
    {
        var management = (await RabbitMqServer.GetAddressAsync(Cancellation)).Management.AbsoluteUri;
        (string, string)[] all =
        [
            ("DeadLetters:Ingest:ManagementUrl", management),
            ("DeadLetters:Ingest:DiscoveryInterval", "00:00:00.200"),
            ("DeadLetters:Ingest:RetryDelay", "00:00:00.050"),
            .. settings,
        ];
        return new ReplayHost(await StartAsync(broker ?? Broker.ConnectionString, database ?? Database, all,
            builder => builder.AddDeadLettersService(), _ => Task.CompletedTask));
    }

    /// <summary>Makes a queue as MassTransit makes its error queues.</summary>
    public async Task DeclareAsync(params string[] queues)
    {
        await using var connection = await Broker.ConnectAsync(Cancellation);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancellation);
        foreach (var queue in queues)
        {
            await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false,
                new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: Cancellation);
        }
    }

    /// <summary>Publishes raw messages to queues; all are confirmed.</summary>
    public async Task PublishAsync(IEnumerable<RawMessage> messages)
    {
        await using var connection = await Broker.ConnectAsync(Cancellation);
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), Cancellation);
        foreach (var chunk in messages.Chunk(200))
        {
            await Task.WhenAll(chunk.Select(message => channel.BasicPublishAsync(
                "", message.Queue, mandatory: true, message.Properties, message.Body, Cancellation).AsTask()));
        }
    }

    public async Task<T> QueryAsync<T>(Func<DeadLettersDbContext, Task<T>> query)
    {
        await using var context = Open();
        return await query(context);
    }

    /// <summary>Waits until so many dead letters are stored.</summary>
    public Task<List<DeadLetter>> LettersAsync(int count, TimeSpan? timeout = null) => Eventually.Reads(
        () => QueryAsync(context => context.DeadLetters.AsNoTracking().OrderBy(letter => letter.Id).ToListAsync(Cancellation)),
        letters => letters.Count >= count,
        string.Create(CultureInfo.InvariantCulture, $"{count} dead letters are stored"), timeout, Cancellation);

    /// <summary>
    /// Waits until so many attempts are stored and the queues are empty, and stops the services: a queue counts what a service
    /// has taken but not acknowledged only when it is given back, which the broker does a moment after the service has ended.
    /// </summary>
    public async Task DrainAsync(int attempts, params string[] queues)
    {
        await Eventually.Holds(async () => await QueryAsync(context => context.Attempts.CountAsync(Cancellation)) >= attempts,
            string.Create(CultureInfo.InvariantCulture, $"{attempts} attempts are stored"), TimeSpan.FromMinutes(1), Cancellation);
        while (true)
        {
            await EmptyAsync(TimeSpan.FromMinutes(1), queues);
            await StopAsync();
            var left = await Task.WhenAll(queues.Select(queue => Broker.CountMessagesAsync(queue, Cancellation)));
            if (left.Sum() == 0)
                return;
            await StartServiceAsync();
        }
    }

    /// <summary>Waits until the queues are empty: everything was taken, though not all may be stored.</summary>
    public async Task EmptyAsync(TimeSpan? timeout, params string[] queues)
    {
        foreach (var queue in queues)
        {
            await Eventually.Holds(async () =>
            {
                await using var connection = await Broker.ConnectAsync(Cancellation);
                await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancellation);
                return (await channel.QueueDeclarePassiveAsync(queue, Cancellation)).MessageCount == 0;
            }, $"{queue} is empty", timeout, Cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Broker.DisposeAsync();
    }

    private async Task StopAsync()
    {
        foreach (var app in Enumerable.Reverse(_apps))
        {
            await app.StopAsync(CancellationToken.None);
            await app.DisposeAsync();
        }

        _apps.Clear();
    }

    private DeadLettersDbContext Open() => new(new DbContextOptionsBuilder<DeadLettersDbContext>()
        .UseNpgsql(Database).UseSnakeCaseNamingConvention().Options);

    private async Task<WebApplication> StartAsync(string broker, string database, (string Key, string Value)[] settings,
        Action<WebApplicationBuilder> configure, Func<IServiceProvider, Task> createSchema)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Database"] = database,
            ["ConnectionStrings:Broker"] = broker,
            ["Messaging:RetryLimit"] = "0",
            ["DeadLetters:Replay:PollInterval"] = "00:00:00.050",
        });
        foreach (var (key, value) in settings)
            builder.Configuration[key] = value;
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults();
        configure(builder);
        var app = builder.Build();
        await using (var scope = app.Services.CreateAsyncScope())
            await createSchema(scope.ServiceProvider);
        _apps.Add(app);
        await app.StartAsync(Cancellation);
        await app.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, Cancellation);
        return app;
    }
}

using System.Text.Json;
using MassTransit;
using Microservices.DeadLetters.Data;
using Microservices.DeadLetters.Replay;
using Microservices.DeadLetters.Tests.Replay.Scenes;
using Microservices.ServiceDefaults.Database;
using Microservices.ServiceDefaults.Hosting;
using Microservices.ServiceDefaults.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microservices.DeadLetters.Tests.Replay;

/// <summary>As in Standalone: SQLite files, and the consumer in the same process.</summary>
public sealed class When_replays_run_in_memory
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_have_each_effect_once()
    {
        var folder = Directory.CreateTempSubdirectory("replays-").FullName;
        await using var app = Build(folder);
        await app.StartAsync(Cancellation);
        var host = new ReplayHost(app);
        var orders = Enumerable.Range(0, 20).Select(_ => new OrderPlaced(NewId.NextGuid(), "OLD")).ToList();
        var ids = await AddAsync(host, orders);

        var first = await host.CreateAsync(Request(ids));
        var skipped = await host.CreateAsync(Request(ids), Scene.Bob);
        var done = await host.WaitForAsync(first, ReplayState.Done);
        var duplicates = await host.QueryAsync(async context =>
        {
            await context.DeadLetters.ExecuteUpdateAsync(update => update.SetProperty(letter => letter.Status, "open"), Cancellation);
            return await host.CreateAsync(Request(ids));
        });
        await host.WaitForAsync(duplicates, ReplayState.Done);

        done.Counts.Processed.ShouldBe(20);
        (await host.ItemsAsync(skipped)).ShouldAllBe(item => item.Reason == "being replayed in replay 1 (running) of ada" || item.Reason == "already processed");
        (await host.ItemsAsync(duplicates)).ShouldAllBe(
            item => item.State == "processed" && item.Reason == "the consumer had processed it before; no effect");
        (await host.UseAsync<EffectsDbContext, List<Guid>>(context => context.Effects.Select(effect => effect.OrderId)
            .ToListAsync(Cancellation))).ShouldBe(orders.Select(order => order.OrderId), ignoreOrder: true);
        await app.StopAsync(Cancellation);
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static Microservices.DeadLetters.Replay.Requests.ReplayRequest Request(IReadOnlyList<long> ids) =>
        new() { Ids = ids, Reason = "SKU added", Rate = 1_000 };

    private static Task<List<long>> AddAsync(ReplayHost host, IEnumerable<OrderPlaced> orders) => host.QueryAsync(async context =>
    {
        var group = new DeadLetterGroup { Fingerprint = "f", Queue = Scene.Queue, Cause = "fault", Title = "x" };
        context.Groups.Add(group);
        await context.SaveChangesAsync(Cancellation);
        var letters = orders.Select(order => new DeadLetter
        {
            Queue = Scene.Queue,
            SourceQueue = $"{Scene.Queue}_error",
            MessageKey = order.OrderId.ToString(),
            Cause = "fault",
            GroupId = group.Id,
            ContentType = "application/json",
            Body = JsonSerializer.SerializeToUtf8Bytes(order, JsonSerializerOptions.Web),
            Headers = """{"tenant":"north"}""",
        }).ToList();
        context.DeadLetters.AddRange(letters);
        await context.SaveChangesAsync(Cancellation);
        return letters.Select(letter => letter.Id).ToList();
    });

    private static WebApplication Build(string folder)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:DeadLetters"] = $"Data Source={folder}/letters.db",
            ["ConnectionStrings:Effects"] = $"Data Source={folder}/effects.db",
            ["ConnectionStrings:Broker"] = "memory://",
            ["DeadLetters:Replay:PollInterval"] = "00:00:00.050",
        });
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults();
        builder.Services.AddSingleton<EffectBehaviour>();
        builder.AddServiceDatabase<EffectsDbContext>("Effects");
        builder.AddMessaging<EffectsDbContext>(bus => bus.AddConsumer<EffectConsumer, EffectConsumerDefinition>());
        builder.AddDeadLettersService();
        return builder.Build();
    }
}

using System.Text.Json;
using MassTransit;
using Microservices.DeadLetters.Data;
using Microservices.DeadLetters.Ingest.InMemory;
using Microservices.DeadLetters.Ingest.Parsing;
using Microservices.DeadLetters.Replay;
using Microservices.DeadLetters.Tests.Ingest.Scenes;
using Microservices.DeadLetters.Tests.Replay.Scenes;
using Microservices.ServiceDefaults.Database;
using Microservices.ServiceDefaults.Hosting;
using Microservices.ServiceDefaults.Messaging;
using Microservices.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microservices.DeadLetters.Tests.Ingest;

/// <summary>As in Standalone: consumer, queues and dead letters in one process.</summary>
public sealed class When_consumers_fail_in_memory
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_store_the_fault_and_hear_of_its_replays()
    {
        var folder = Directory.CreateTempSubdirectory("ingest-").FullName;
        await using var app = Build(folder);
        var behaviour = app.Services.GetRequiredService<EffectBehaviour>();
        behaviour.Fails = OrderLookup.Find;
        await app.StartAsync(Cancellation);
        var host = new ReplayHost(app);
        var order = new OrderPlaced(NewId.NextGuid(), "OLD");

        await app.Services.GetRequiredService<IBus>().Publish(order, context => context.MessageId = order.OrderId, Cancellation);
        var letter = await LetterAsync(host, letter => letter.Attempts == 1);
        var chain = await Eventually.Reads(
            () => host.QueryAsync(context => context.Attempts.Select(attempt => attempt.Exceptions).SingleAsync(Cancellation)),
            exceptions => exceptions is not null, "the chain has come", cancellationToken: Cancellation);
        var failing = await host.CreateAsync(new() { Ids = [letter.Id], Reason = "try" });
        var again = await LetterAsync(host, letter => letter.Attempts == 2);
        await host.WaitForAsync(failing, ReplayState.Done);
        behaviour.Fails = _ => false;
        await host.WaitForAsync(await host.CreateAsync(new() { Ids = [letter.Id], Reason = "SKU added" }), ReplayState.Done);
        var done = await LetterAsync(host, letter => letter.Status == DeadLetterStatus.Resolved);

        (letter.Queue, letter.Cause, letter.MessageId).ShouldBe((Scene.Queue, Causes.Fault, order.OrderId));
        JsonElement.Parse(letter.BodyJson!).GetProperty("sku").GetString().ShouldBe("OLD"); // an envelope
        JsonElement.Parse(chain!).GetArrayLength().ShouldBe(2); // waited for
        (again.Status, again.FailedReplays, done.FailedReplays).ShouldBe((DeadLetterStatus.Open, 1, 1));
        (await host.ItemsAsync(failing)).ShouldHaveSingleItem().State.ShouldBe(ReplayItemState.FailedAgain);
        await app.StopAsync(Cancellation);
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Should_add_no_endpoint_to_a_bus_that_is_starting()
    {
        var folder = Directory.CreateTempSubdirectory("ingest-").FullName;
        List<string> connected = [];
        await using var app = Build(folder, services => services.AddSingleton(StartingBus.Create(connected)));
        var ingest = app.Services.GetRequiredService<InMemoryIngest>();

        await ingest.Ready(StartingBus.Ready("loopback://localhost/email"));
        connected.ShouldBeEmpty();
        await ingest.StartedAsync(Cancellation);
        connected.ShouldBe(["email_error", "email_skipped"]);
        await ingest.Ready(StartingBus.Ready("loopback://localhost/invoice"));
        connected.ShouldBe(["email_error", "email_skipped", "invoice_error", "invoice_skipped"]);
        Directory.Delete(folder, recursive: true);
    }

    private static Task<DeadLetter> LetterAsync(ReplayHost host, Func<DeadLetter, bool> until) => Eventually.Reads(
        () => host.QueryAsync(context => context.DeadLetters.AsNoTracking().SingleAsync(Cancellation)), until,
        "the dead letter is there", cancellationToken: Cancellation);

    private static WebApplication Build(string folder, Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:DeadLetters"] = $"Data Source={folder}/letters.db",
            ["ConnectionStrings:Effects"] = $"Data Source={folder}/effects.db",
            ["ConnectionStrings:Broker"] = $"memory://{Path.GetFileName(folder)}",
            ["DeadLetters:Replay:PollInterval"] = "00:00:00.050",
            ["Messaging:RetryLimit"] = "0",
        });
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults();
        builder.Services.AddSingleton<EffectBehaviour>();
        builder.AddServiceDatabase<EffectsDbContext>("Effects");
        builder.AddMessaging<EffectsDbContext>(bus => bus.AddConsumer<EffectConsumer, EffectConsumerDefinition>());
        builder.AddDeadLettersService();
        configure?.Invoke(builder.Services);
        return builder.Build();
    }
}

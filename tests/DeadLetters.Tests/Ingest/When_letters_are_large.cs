using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microservices.DeadLetters.Tests.Ingest.Scenes;
using Microservices.Testing;
using Microservices.Testing.Pipeline;
using Microsoft.EntityFrameworkCore;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Microservices.DeadLetters.Tests.Ingest;

/// <summary>
/// Memory is bounded by bytes: a process with the memory of a container of 384 MiB takes in, shows, replays and exports
/// letters of 1 MB, however many. <c>LARGE_LETTERS</c> says how many; 10,000 in full.
/// </summary>
public sealed class When_letters_are_large(ITestOutputHelper output)
{
    private const int Size = 1_000_000;
    private const long Limit = 384L * 1024 * 1024;

    private static readonly int Letters = int.Parse(
        Environment.GetEnvironmentVariable("LARGE_LETTERS") ?? "400", CultureInfo.InvariantCulture);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_take_in_show_replay_and_export_them_with_384_MiB()
    {
        await using var scene = await IngestScene.CreateAsync();
        await scene.DeclareAsync("large_error", "large");
        await using var service = await StartAsync(scene);
        var clock = Stopwatch.StartNew();
        Note("started", service, clock);

        await PublishAsync(scene);
        Note("published", service, clock);
        await Eventually.Holds(async () => await scene.QueryAsync(context => context.DeadLetters.CountAsync(Cancellation)) == Letters,
            "all are stored", TimeSpan.FromHours(1), Cancellation);
        Note("stored", service, clock);

        var page = await service.Http.GetFromJsonAsync<JsonElement>("/api/dead-letters?limit=100", Cancellation);
        var first = page.GetProperty("items")[0].GetProperty("id").GetInt64();
        var letter = await service.Http.GetFromJsonAsync<JsonElement>($"/api/dead-letters/{first}", Cancellation);
        letter.GetProperty("bodySize").GetInt32().ShouldBe(Size);
        Note("shown", service, clock);

        using (var export = new HttpRequestMessage(HttpMethod.Post, "/api/export"))
        using (var answer = await service.Http.SendAsync(export, HttpCompletionOption.ResponseHeadersRead, Cancellation)) // more than a buffer holds
        {
            await using var stream = await answer.Content.ReadAsStreamAsync(Cancellation);
            (await CountLinesAsync(stream)).ShouldBe(Letters);
        }

        Note("exported", service, clock);
        var emptying = EmptyAsync(scene);
        var made = await service.Http.PostAsJsonAsync("/api/replays",
            new { query = "queue:large", reason = "mended", rate = 1_000, canary = false }, Cancellation);
        made.EnsureSuccessStatusCode();
        await emptying;
        Note("replayed", service, clock);

        PeakOf(service).ShouldBeLessThan(Limit);
    }

    [Fact]
    public async Task Should_halve_a_batch_that_the_database_cannot_take_in_time()
    {
        await using var scene = await IngestScene.CreateAsync();
        await scene.DeclareAsync("slow_error");
        await scene.QueryAsync(context => context.Database.ExecuteSqlRawAsync("""
            CREATE FUNCTION be_slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.05); RETURN NEW; END $$;
            CREATE TRIGGER slow BEFORE INSERT ON dead_letters FOR EACH ROW EXECUTE FUNCTION be_slow();
            """, Cancellation));
        await scene.PublishAsync(Enumerable.Range(0, 100).Select(index => RawMessage.Faulted("slow", $"m-{index}")));

        await scene.StartServiceAsync(database: $"{scene.Database};Command Timeout=1",
            settings: ("DeadLetters:Ingest:BatchSize", "100"));

        (await scene.LettersAsync(100, TimeSpan.FromMinutes(1))).Count.ShouldBe(100);
    }

    private static async Task<ServiceProcess> StartAsync(IngestScene scene)
    {
        var service = new ServiceProcess("DeadLetters", new Dictionary<string, string>
        {
            ["ConnectionStrings__Database"] = scene.Database,
            ["ConnectionStrings__Broker"] = scene.Broker.ConnectionString,
            ["DeadLetters__Ingest__ManagementUrl"] = (await RabbitMqServer.GetAddressAsync(Cancellation)).Management.AbsoluteUri,
            ["DOTNET_GCHeapHardLimit"] = "0x12000000", // three quarters of 384 MiB, as .NET sets it in a container of that size
        }, Cancellation);
        await service.StartAsync();
        return service;
    }

    private static async Task PublishAsync(IngestScene scene)
    {
        var filling = string.Concat(Enumerable.Repeat("0123456789abcdef", Size / 16));
        foreach (var chunk in Enumerable.Range(0, Letters).Chunk(20))
            await scene.PublishAsync(chunk.Select(index => RawMessage.Faulted("large", $"m-{index}", body: Body(index, filling))));
    }

    private static string Body(int index, string filling)
    {
        var start = string.Create(CultureInfo.InvariantCulture, $"{{\"n\":{index:D8},\"filling\":\"").Replace(":0", ":1", StringComparison.Ordinal);
        return $"{start}{filling[..(Size - start.Length - 2)]}\"}}";
    }

    // Takes what is replayed, as a consumer would.
    private static async Task EmptyAsync(IngestScene scene)
    {
        await using var connection = await scene.Broker.ConnectAsync(Cancellation);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancellation);
        await channel.BasicQosAsync(0, 20, global: false, Cancellation);
        var taken = 0;
        var all = new TaskCompletionSource();
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false, Cancellation);
            if (++taken == Letters)
                all.SetResult();
        };
        await channel.BasicConsumeAsync("large", autoAck: false, consumer, Cancellation);
        await all.Task.WaitAsync(TimeSpan.FromHours(1), Cancellation);
    }

    private static async Task<long> CountLinesAsync(Stream stream)
    {
        var buffer = new byte[1024 * 1024];
        var lines = 0L;
        for (int read; (read = await stream.ReadAsync(buffer, Cancellation)) > 0;)
            lines += buffer.AsSpan(0, read).Count((byte)'\n');
        return lines;
    }

    private static long PeakOf(ServiceProcess service) => 1024 * long.Parse(File.ReadLines($"/proc/{service.ProcessId}/status")
        .Single(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);

    private void Note(string what, ServiceProcess service, Stopwatch clock) => output.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{what} after {clock.Elapsed.TotalSeconds:F0} s, peak {PeakOf(service) / 1024 / 1024} MiB"));
}

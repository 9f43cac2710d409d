using System.Diagnostics;
using System.Globalization;
using MassTransit;
using MassTransit.EntityFrameworkCoreIntegration;
using Microservices.Benchmarks.Measuring;
using Microservices.Benchmarks.Servers;
using Microservices.Benchmarks.Subjects;
using Microservices.Benchmarks.Subjects.MassTransit;
using Microservices.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microservices.Benchmarks.Workloads;

/// <summary>What consuming, cleaning and relaying cost when the tables are large.</summary>
internal sealed class LargeWorkload(PrivatePostgresServer postgres, TimeSpan duration)
{
    private const int Concurrency = 16;
    private const int WarmUp = 5_000;
    private const int Messages = 20_000;

    // Random ids, the worst that an index can be given. Half of the rows are due: the cleanup forgets after half an hour.
    private const string FillInbox = """
        SET session_replication_role = replica;
        INSERT INTO "InboxState" ("MessageId", "ConsumerId", "LockId", "Received", "ReceiveCount", "Consumed", "Delivered")
        SELECT gen_random_uuid(), '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-000000000000', at, 1, at, at
        FROM generate_series(1, {0}) AS number, LATERAL (SELECT now() - interval '1 hour' * number / {0} AS at) AS time
        """;

    // One stored request, again and again, as that many requests would have left it.
    private const string FillOutbox = """
        SET session_replication_role = replica;
        INSERT INTO "OutboxState" ("OutboxId", "LockId", "Created")
        SELECT md5(number::text)::uuid, "LockId", "Created" FROM "OutboxState", generate_series(1, {0}) AS number;
        INSERT INTO "OutboxMessage" ("SentTime", "Headers", "Properties", "OutboxId", "MessageId", "ContentType", "MessageType", "Body",
            "ConversationId", "SourceAddress", "DestinationAddress")
        SELECT "SentTime", "Headers", "Properties", md5(number::text)::uuid, gen_random_uuid(), "ContentType", "MessageType", "Body",
            "ConversationId", "SourceAddress", "DestinationAddress"
        FROM "OutboxMessage", generate_series(1, {0}) AS number;
        """;

    /// <summary>Consumes with so many rows in the inbox: alone, and while those that are due are forgotten.</summary>
    public async Task<LargeResult> RunInboxAsync(int rows, CancellationToken cancellationToken)
    {
        var subject = ConsumerSubjects.All.Single(subject => subject.Name == OutboxName.Value);
        await using var station = await StartAsync(subject, cancellationToken);
        await FillAsync(station, FillInbox, rows, cancellationToken);
        await ConsumeAsync(station, subject, WarmUp, seed: 0, cancellationToken);
        var alone = await ConsumeAsync(station, subject, Messages, seed: 1, cancellationToken);

        await using var cleaning = await BenchmarkHost.StartAsync(station,
            bus => bus.AddEntityFrameworkOutbox<BenchmarkDbContext>(outbox => outbox.UsePostgres()), (_, _) => { }, cancellationToken);
        var cleanup = cleaning.Services.GetServices<IHostedService>().OfType<InboxCleanupService<BenchmarkDbContext>>().Single();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var before = await CountInboxAsync(station, cancellationToken);
        var clock = Stopwatch.StartNew();
        var sweep = cleanup.SweepAsync(enough.Token);
        var beside = await ConsumeAsync(station, subject, Messages, seed: 2, cancellationToken);
        await Task.WhenAny(sweep, Task.Delay(duration, cancellationToken));
        var swept = clock.Elapsed;
        await enough.CancelAsync();
        await ((Task)sweep).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var forgotten = before + Messages - await CountInboxAsync(station, cancellationToken);
        return new LargeResult
        {
            Table = "inbox",
            Rows = rows,
            Consumed = alone,
            ConsumedBesideCleanup = beside,
            Forgotten = forgotten / swept.TotalSeconds,
        };
    }

    /// <summary>Relays for a while, with so many events waiting.</summary>
    public async Task<LargeResult> RunOutboxAsync(int rows, CancellationToken cancellationToken)
    {
        var subject = ProducerSubjects.All.Single(subject => subject.Name == OutboxName.Value);
        await using var station = await StartAsync(subject, cancellationToken);
        await using (var storing = await subject.StartAsync(station, ProducerRole.Stores, cancellationToken))
            await storing.ProduceAsync(OrderStream.Create(1, duplicates: 0, farShare: 0, seed: 0)[0], cancellationToken);
        await FillAsync(station, FillOutbox, rows, cancellationToken);

        // Until it is warm; a bus is there before its delivery begins.
        await using var delivering = await subject.StartAsync(station, ProducerRole.Delivers, cancellationToken);
        await Queues.ConsumedAsync(station, WarmUp, cancellationToken);
        var (before, _) = await Queues.CountOutputAsync(station, cancellationToken);
        var clock = Stopwatch.StartNew();
        await Task.Delay(duration, cancellationToken);
        var (after, _) = await Queues.CountOutputAsync(station, cancellationToken);
        return new LargeResult { Table = "outbox", Rows = rows, Relayed = (after - before) / clock.Elapsed.TotalSeconds };
    }

    private async Task<Station> StartAsync(ISubject subject, CancellationToken cancellationToken)
    {
        var station = await Station.CreateAsync(postgres, cancellationToken);
        await station.ExecuteAsync(InvoiceTable.Create, cancellationToken);
        await subject.CreateTablesAsync(station, cancellationToken);
        return station;
    }

    /// <returns>Messages per second.</returns>
    private static async Task<double> ConsumeAsync(
        Station station, IConsumerSubject subject, int messages, int seed, CancellationToken cancellationToken)
    {
        await Queues.PurgeAsync(station, cancellationToken);
        await Loader.FillAsync(station, OrderStream.Create(messages, duplicates: 0, farShare: 0, seed), subject.Format, cancellationToken);
        await using var consuming = await subject.StartAsync(station, Concurrency, cancellationToken);
        var clock = Stopwatch.StartNew();
        await Queues.ConsumedAsync(station, messages, cancellationToken);
        return messages / clock.Elapsed.TotalSeconds;
    }

    private static Task<long> CountInboxAsync(Station station, CancellationToken cancellationToken) =>
        station.ReadAsync<long>("SELECT count(*) FROM \"InboxState\"", cancellationToken);

    private static async Task FillAsync(Station station, string sql, int rows, CancellationToken cancellationToken)
    {
        await station.ExecuteAsync(string.Format(CultureInfo.InvariantCulture, sql, rows), cancellationToken);
        await station.ExecuteAsync("VACUUM ANALYZE", cancellationToken);
        await station.ExecuteAsync("CHECKPOINT", cancellationToken);
    }
}

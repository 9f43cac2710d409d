using Contracts.Orders;
using Microservices.Benchmarks.Measuring;
using Microservices.Benchmarks.Servers;
using Microservices.Benchmarks.Subjects;
using Microservices.Testing;

namespace Microservices.Benchmarks.Workloads;

/// <summary>
/// How fast a backlog is consumed: queue → row and event, of which some messages are duplicates. Each run has a database and
/// a virtual host of its own, and a warm-up by the same code in the same process.
/// </summary>
internal sealed class DrainWorkload(PrivatePostgresServer postgres, DrainSettings settings)
{
    private const double Duplicates = 0.05;
    private const double FarShare = 0.5;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);
    // PostgreSQL's counters follow a backend's work by up to a second, and are final when it has ended.
    private static readonly TimeSpan CountersSettle = TimeSpan.FromSeconds(1.5);

    public async Task<DrainResult> RunAsync(IConsumerSubject subject, int round, CancellationToken cancellationToken)
    {
        await using var station = await Station.CreateAsync(postgres, cancellationToken);
        await station.ExecuteAsync(InvoiceTable.Create, cancellationToken);
        await subject.CreateTablesAsync(station, cancellationToken);

        var roundTrips = await WarmUpAsync(station, subject, round, cancellationToken);
        await PurgeAsync(station, cancellationToken);
        await station.ExecuteAsync("VACUUM ANALYZE", cancellationToken);
        await station.ExecuteAsync("CHECKPOINT", cancellationToken);
        await Task.Delay(CountersSettle, cancellationToken);

        var orders = Orders(settings.Messages, seed: round);
        await Loader.FillAsync(station, orders, subject.Format, cancellationToken);
        var last = await station.ReadAsync<long>("SELECT coalesce(max(id), 0) FROM invoices", cancellationToken);
        var commits = await CommitsAsync(station, cancellationToken);
        var processor = ProcessorTime.Read();

        DateTime end;
        await using (await subject.StartAsync(station, cancellationToken))
            end = await ConsumedAsync(station, Expected(subject, orders), cancellationToken);
        processor = ProcessorTime.Read() - processor;
        await Task.Delay(CountersSettle, cancellationToken);

        var start = await station.ReadAsync<DateTime>(
            $"SELECT min(pg_xact_commit_timestamp(xmin)) FROM invoices WHERE id > {last}", cancellationToken);
        commits = await CommitsAsync(station, cancellationToken) - commits;
        var unique = orders.Select(order => order.OrderId).Distinct().Count();
        var (events, dead) = await CountOutputAsync(station, cancellationToken);
        var effects = await station.ReadAsync<long>($"SELECT count(*) FROM invoices WHERE id > {last}", cancellationToken);
        var invoiced = await station.ReadAsync<long>(
            $"SELECT count(DISTINCT order_id) FROM invoices WHERE id > {last}", cancellationToken);
        return new DrainResult
        {
            Subject = subject.Name,
            Deduplicates = subject.Deduplicates,
            Round = round,
            Messages = orders.Count,
            Elapsed = end - start,
            Processor = processor,
            RoundTripsPerMessage = (double)roundTrips / settings.WarmUp,
            CommitsPerMessage = (double)commits / orders.Count,
            PeakMemory = ProcessMemory.PeakMiB(),
            ExtraEffects = effects - invoiced,
            ExtraEvents = Math.Max(0, events - unique),
            Missing = unique - invoiced + Math.Max(0, unique - events),
            DeadLetters = dead,
        };
    }

    // Through a proxy that counts round trips: whoever makes them, and however, is counted alike.
    private async Task<long> WarmUpAsync(Station station, IConsumerSubject subject, int round, CancellationToken cancellationToken)
    {
        var orders = Orders(settings.WarmUp, seed: 1000 + round);
        await Loader.FillAsync(station, orders, subject.Format, cancellationToken);
        await using var proxy = station.StartProxy();
        await using (await subject.StartAsync(station.Through(proxy), cancellationToken))
            await ConsumedAsync(station, Expected(subject, orders), cancellationToken);
        return proxy.Turns;
    }

    private static Task<long> CommitsAsync(Station station, CancellationToken cancellationToken) => station.ReadAsync<long>(
        "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()", cancellationToken);

    private static IReadOnlyList<OrderConfirmed> Orders(int messages, int seed) =>
        OrderStream.Create(messages, Duplicates, FarShare, seed);

    private static int Expected(IConsumerSubject subject, IReadOnlyList<OrderConfirmed> orders) =>
        subject.Deduplicates ? orders.Select(order => order.OrderId).Distinct().Count() : orders.Count;

    private static async Task<DateTime> ConsumedAsync(Station station, int events, CancellationToken cancellationToken)
    {
        await using var connection = await station.ConnectAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var limit = TimeProvider.System.GetUtcNow() + Patience;
        while (await channel.MessageCountAsync(Station.Output, cancellationToken) < events)
        {
            if (TimeProvider.System.GetUtcNow() > limit)
                throw new TimeoutException($"{events} events were not in the broker within {Patience}.");
            await Task.Delay(Poll, cancellationToken);
        }

        return TimeProvider.System.GetUtcNow().UtcDateTime;
    }

    private static async Task PurgeAsync(Station station, CancellationToken cancellationToken)
    {
        await using var connection = await station.ConnectAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        foreach (var queue in new[] { Station.Input, Station.Output })
            await channel.QueuePurgeAsync(queue, cancellationToken);
    }

    private static async Task<(long Events, long Dead)> CountOutputAsync(Station station, CancellationToken cancellationToken)
    {
        await using var connection = await station.ConnectAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var events = await channel.MessageCountAsync(Station.Output, cancellationToken);
        try
        {
            return (events, await channel.MessageCountAsync($"{Station.Input}_error", cancellationToken));
        }
        catch (RabbitMQ.Client.Exceptions.OperationInterruptedException)
        {
            return (events, 0); // there is none until a message fails
        }
    }
}

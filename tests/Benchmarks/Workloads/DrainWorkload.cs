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
    public async Task<DrainResult> RunAsync(IConsumerSubject subject, int round, CancellationToken cancellationToken)
    {
        await using var station = await Station.CreateAsync(postgres, cancellationToken);
        await station.ExecuteAsync(InvoiceTable.Create, cancellationToken);
        await subject.CreateTablesAsync(station, cancellationToken);

        var roundTrips = await WarmUpAsync(station, subject, round, cancellationToken);
        await Queues.PurgeAsync(station, cancellationToken);
        await station.ExecuteAsync("VACUUM ANALYZE", cancellationToken);
        await station.ExecuteAsync("CHECKPOINT", cancellationToken);
        await station.DisconnectedAsync(cancellationToken);

        var orders = Orders(settings.Messages, seed: round);
        var others = await StartOthersAsync(station, subject, cancellationToken);
        if (others.Count == 0)
            await Loader.FillAsync(station, orders, subject.Format, cancellationToken);
        PeakMemory.Reset();
        var last = await station.ReadAsync<long>("SELECT coalesce(max(id), 0) FROM invoices", cancellationToken);
        var commits = await CommitsAsync(station, cancellationToken);
        var processor = ProcessorTime.Read();

        DateTime end;
        await using (await subject.StartAsync(station, settings.Concurrency, cancellationToken))
        {
            if (others.Count > 0)
            {
                last = await WarmUpTogetherAsync(station, subject, others.Count, round, cancellationToken);
                (commits, processor) = (await CommitsAsync(station, cancellationToken), ProcessorTime.Read());
                await Loader.FillAsync(station, orders, subject.Format, cancellationToken);
            }

            end = await Queues.ConsumedAsync(station, Expected(subject, orders), cancellationToken);
        }

        processor = ProcessorTime.Read() - processor;
        foreach (var other in others)
            await other.DisposeAsync();
        await station.DisconnectedAsync(cancellationToken);

        var start = await station.ReadAsync<DateTime>(
            $"SELECT min(pg_xact_commit_timestamp(xmin)) FROM invoices WHERE id > {last}", cancellationToken);
        commits = await CommitsAsync(station, cancellationToken) - commits;
        var unique = orders.Select(order => order.OrderId).Distinct().Count();
        var (events, dead) = await Queues.CountOutputAsync(station, cancellationToken);
        var effects = await station.ReadAsync<long>($"SELECT count(*) FROM invoices WHERE id > {last}", cancellationToken);
        var invoiced = await station.ReadAsync<long>(
            $"SELECT count(DISTINCT order_id) FROM invoices WHERE id > {last}", cancellationToken);
        return new DrainResult
        {
            Subject = settings.Processes == 1 ? subject.Name : $"{subject.Name}, {settings.Processes} processes",
            PeakMegabytes = PeakMemory.ReadMegabytes(),
            Deduplicates = subject.Deduplicates,
            Round = round,
            Messages = orders.Count,
            Elapsed = end - start,
            Processor = processor,
            RoundTripsPerMessage = (double)roundTrips / settings.WarmUp,
            CommitsPerMessage = (double)commits / orders.Count,
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
        await using (await subject.StartAsync(station.Through(proxy), settings.Concurrency, cancellationToken))
            await Queues.ConsumedAsync(station, Expected(subject, orders), cancellationToken);
        return proxy.Turns;
    }

    private async Task<IReadOnlyList<OtherProcess>> StartOthersAsync(
        Station station, IConsumerSubject subject, CancellationToken cancellationToken)
    {
        var others = new List<OtherProcess>();
        for (var other = 1; other < settings.Processes; other++)
            others.Add(await OtherProcess.ConsumeAsync(station, subject, settings.Concurrency, cancellationToken));
        return others;
    }

    // The others cannot be started once more when they are warm, as this process can: the backlog is filled under their hands.
    private async Task<long> WarmUpTogetherAsync(
        Station station, IConsumerSubject subject, int others, int round, CancellationToken cancellationToken)
    {
        var orders = Orders(settings.WarmUp * others, seed: 2000 + round);
        await Loader.FillAsync(station, orders, subject.Format, cancellationToken);
        await Queues.ConsumedAsync(station, Expected(subject, orders), cancellationToken);
        await Queues.DrainedAsync(station, cancellationToken);
        await Queues.PurgeAsync(station, cancellationToken);
        return await station.ReadAsync<long>("SELECT coalesce(max(id), 0) FROM invoices", cancellationToken);
    }

    private static Task<long> CommitsAsync(Station station, CancellationToken cancellationToken) => station.ReadAsync<long>(
        "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()", cancellationToken);

    private IReadOnlyList<OrderConfirmed> Orders(int messages, int seed) =>
        OrderStream.Create(messages, settings.Duplicates, settings.FarShare, seed);

    private static int Expected(IConsumerSubject subject, IReadOnlyList<OrderConfirmed> orders) =>
        subject.Deduplicates ? orders.Select(order => order.OrderId).Distinct().Count() : orders.Count;
}

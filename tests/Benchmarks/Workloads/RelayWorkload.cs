using System.Collections.Concurrent;
using System.Diagnostics;
using Contracts.Orders;
using Microservices.Benchmarks.Measuring;
using Microservices.Benchmarks.Servers;
using Microservices.Benchmarks.Subjects;
using Microservices.Testing;

namespace Microservices.Benchmarks.Workloads;

/// <summary>How fast stored events get to the broker: a backlog, and while requests come steadily.</summary>
internal sealed class RelayWorkload(PrivatePostgresServer postgres, RelaySettings settings)
{
    private const int Callers = 16;
    private const int WarmUp = 2_500;

    public async Task<RelayResult> RunAsync(IProducerSubject subject, RelayLoad load, int round, CancellationToken cancellationToken)
    {
        await using var station = await Station.CreateAsync(postgres, cancellationToken);
        await station.ExecuteAsync(InvoiceTable.Create, cancellationToken);
        await subject.CreateTablesAsync(station, cancellationToken);
        return load.Rate is { } rate
            ? await RunSteadyAsync(station, subject, load, rate, round, cancellationToken)
            : await RunBacklogAsync(station, subject, load, round, cancellationToken);
    }

    private async Task<RelayResult> RunBacklogAsync(Station station, IProducerSubject subject, RelayLoad load, int round,
        CancellationToken cancellationToken)
    {
        await using (var storing = await subject.StartAsync(station, ProducerRole.Stores, cancellationToken))
        {
            await Parallel.ForEachAsync(Orders(settings.Backlog, round),
                new ParallelOptions { MaxDegreeOfParallelism = Callers, CancellationToken = cancellationToken },
                async (order, token) => await storing.ProduceAsync(order, token));
        }

        await station.ExecuteAsync("VACUUM ANALYZE", cancellationToken);
        await station.ExecuteAsync("CHECKPOINT", cancellationToken);
        await using var delivering = await subject.StartAsync(station, ProducerRole.Delivers, cancellationToken);

        // A bus is there before its delivery begins: what it takes to start is no matter of the relay.
        var clock = Stopwatch.StartNew();
        await Queues.ConsumedAsync(station, settings.Backlog, cancellationToken);
        return new RelayResult
        {
            Subject = subject.Name,
            Round = round,
            Load = $"{load}",
            Messages = settings.Backlog,
            Relayed = clock.Elapsed,
        };
    }

    private async Task<RelayResult> RunSteadyAsync(Station station, IProducerSubject subject, RelayLoad load, int rate, int round,
        CancellationToken cancellationToken)
    {
        var orders = Orders((int)(rate * settings.Duration.TotalSeconds), round);
        var committed = new ConcurrentDictionary<Guid, long>();
        await using var elsewhere = load.IsElsewhere ? await OtherProcess.DeliverAsync(station, subject, cancellationToken) : null;
        await using var producer = await subject.StartAsync(
            station, load.IsElsewhere ? ProducerRole.Stores : ProducerRole.Both, cancellationToken);
        await using var arrivals = await Arrivals.StartAsync(station, cancellationToken);
        await Parallel.ForEachAsync(Orders(WarmUp, 1000 + round),
            new ParallelOptions { MaxDegreeOfParallelism = Callers, CancellationToken = cancellationToken },
            async (order, token) => await producer.ProduceAsync(order, token));
        await ArrivedAsync(arrivals, WarmUp, cancellationToken);

        var requests = new List<Task>(orders.Count);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < orders.Count; i++)
        {
            // By the schedule and not by the pause: a late request does not make the next ones late.
            var wait = TimeSpan.FromSeconds((double)i / rate) - clock.Elapsed;
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, cancellationToken);
            requests.Add(RequestAsync(orders[i]));
        }

        await Task.WhenAll(requests);
        await ArrivedAsync(arrivals, WarmUp + orders.Count, cancellationToken);
        return new RelayResult
        {
            Subject = subject.Name,
            Round = round,
            Load = $"{load}",
            Messages = orders.Count,
            // An event may be there before its request knows that it has committed.
            Milliseconds = [.. orders.Select(order => Math.Max(0,
                Stopwatch.GetElapsedTime(committed[order.OrderId], arrivals.Of(order.OrderId)).TotalMilliseconds)).Order()],
        };

        async Task RequestAsync(OrderConfirmed order)
        {
            await producer.ProduceAsync(order, cancellationToken);
            committed[order.OrderId] = Stopwatch.GetTimestamp();
        }
    }

    private static Task ArrivedAsync(Arrivals arrivals, int count, CancellationToken cancellationToken) => Eventually.Holds(
        () => arrivals.Count >= count, $"{count} events in the broker", TimeSpan.FromMinutes(5), cancellationToken);

    private static IReadOnlyList<OrderConfirmed> Orders(int messages, int seed) =>
        OrderStream.Create(messages, duplicates: 0, farShare: 0, seed);
}

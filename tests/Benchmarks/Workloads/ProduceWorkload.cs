using System.Diagnostics;
using Contracts.Orders;
using Microservices.Benchmarks.Measuring;
using Microservices.Benchmarks.Servers;
using Microservices.Benchmarks.Subjects;
using Microservices.Testing;

namespace Microservices.Benchmarks.Workloads;

/// <summary>How fast callers commit, and whether the relay keeps pace with them.</summary>
internal sealed class ProduceWorkload(PrivatePostgresServer postgres, ProduceSettings settings)
{
    public async Task<ProduceResult> RunAsync(IProducerSubject subject, int round, CancellationToken cancellationToken)
    {
        await using var station = await Station.CreateAsync(postgres, cancellationToken);
        await station.ExecuteAsync(InvoiceTable.Create, cancellationToken);
        await subject.CreateTablesAsync(station, cancellationToken);

        var roundTrips = await WarmUpAsync(station, subject, round, cancellationToken);
        await Queues.PurgeAsync(station, cancellationToken);
        await station.ExecuteAsync("VACUUM ANALYZE", cancellationToken);
        await station.ExecuteAsync("CHECKPOINT", cancellationToken);

        var orders = Orders(settings.Messages, seed: round);
        TimeSpan committed, relayed;
        ProcessorTime processor;
        await using (var producer = await subject.StartAsync(station, ProducerRole.Both, cancellationToken))
        {
            processor = ProcessorTime.Read();
            var clock = Stopwatch.StartNew();
            await ProduceAsync(producer, orders, cancellationToken);
            committed = clock.Elapsed;
            await Queues.ConsumedAsync(station, orders.Count, cancellationToken);
            relayed = clock.Elapsed;
            processor = ProcessorTime.Read() - processor;
        }

        var (events, _) = await Queues.CountOutputAsync(station, cancellationToken);
        return new ProduceResult
        {
            Subject = subject.Name,
            Round = round,
            Messages = orders.Count,
            Committed = committed,
            Relayed = relayed,
            Processor = processor,
            RoundTripsPerMessage = (double)roundTrips / settings.WarmUp,
            ExtraEvents = events - orders.Count,
        };
    }

    private async Task<long> WarmUpAsync(Station station, IProducerSubject subject, int round, CancellationToken cancellationToken)
    {
        await using var proxy = station.StartProxy();
        await using (var producer = await subject.StartAsync(station.Through(proxy), ProducerRole.Both, cancellationToken))
        {
            await ProduceAsync(producer, Orders(settings.WarmUp, seed: 1000 + round), cancellationToken);
            await Queues.ConsumedAsync(station, settings.WarmUp, cancellationToken);
        }

        return proxy.Turns;
    }

    private Task ProduceAsync(IProducer producer, IReadOnlyList<OrderConfirmed> orders, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(orders,
            new ParallelOptions { MaxDegreeOfParallelism = settings.Callers, CancellationToken = cancellationToken },
            async (order, token) => await producer.ProduceAsync(order, token));

    private static IReadOnlyList<OrderConfirmed> Orders(int messages, int seed) =>
        OrderStream.Create(messages, duplicates: 0, farShare: 0, seed);
}

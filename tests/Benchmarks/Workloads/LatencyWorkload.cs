using System.Diagnostics;
using Contracts.Orders;
using Microservices.Benchmarks.Measuring;
using Microservices.Benchmarks.Servers;
using Microservices.Benchmarks.Subjects;
using Microservices.Testing;
using Npgsql;
using RabbitMQ.Client;

namespace Microservices.Benchmarks.Workloads;

/// <summary>
/// How long after it was sent a message's effect is committed, at a steady rate. The commit's time is the server's
/// (<c>track_commit_timestamp</c>), which runs on this machine: one clock.
/// </summary>
internal sealed class LatencyWorkload(PrivatePostgresServer postgres, LatencySettings settings)
{
    public async Task<LatencyResult> RunAsync(IConsumerSubject subject, int round, CancellationToken cancellationToken)
    {
        await using var station = await Station.CreateAsync(postgres, cancellationToken);
        await station.ExecuteAsync(InvoiceTable.Create, cancellationToken);
        await subject.CreateTablesAsync(station, cancellationToken);

        // The same consumer goes on after the warm-up: a start would be seen in the first messages.
        var warmUp = OrderStream.Create(settings.WarmUp, duplicates: 0, farShare: 0, seed: 1000 + round);
        await Loader.FillAsync(station, warmUp, subject.Format, cancellationToken);
        await using var consumer = await subject.StartAsync(station, settings.Concurrency, cancellationToken);
        await Queues.ConsumedAsync(station, warmUp.Count, cancellationToken);

        var orders = OrderStream.Create((int)(settings.Rate * settings.Duration.TotalSeconds), duplicates: 0, farShare: 0, seed: round);
        var processor = ProcessorTime.Read();
        var sent = await SendAsync(station, orders, subject.Format, cancellationToken);
        await Queues.ConsumedAsync(station, warmUp.Count + orders.Count, cancellationToken);
        processor = ProcessorTime.Read() - processor;

        var committed = await CommitTimesAsync(station, cancellationToken);
        return new LatencyResult
        {
            Subject = subject.Name,
            Round = round,
            Milliseconds = [.. orders.Select(order => (committed[order.OrderId] - sent[order.OrderId]).TotalMilliseconds).Order()],
            Processor = processor,
        };
    }

    private async Task<Dictionary<Guid, DateTime>> SendAsync(
        Station station, IReadOnlyList<OrderConfirmed> orders, MessageFormat format, CancellationToken cancellationToken)
    {
        await using var connection = await station.ConnectAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true),
            cancellationToken);
        var sent = new Dictionary<Guid, DateTime>(orders.Count);
        var confirms = new List<Task>(orders.Count);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < orders.Count; i++)
        {
            // By the schedule and not by the pause: a late message does not make the next ones late.
            var wait = TimeSpan.FromSeconds((double)i / settings.Rate) - clock.Elapsed;
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, cancellationToken);
            sent[orders[i].OrderId] = TimeProvider.System.GetUtcNow().UtcDateTime;
            confirms.Add(Loader.PublishAsync(channel, orders[i], format, cancellationToken).AsTask());
        }

        await Task.WhenAll(confirms);
        return sent;
    }

    private static async Task<Dictionary<Guid, DateTime>> CommitTimesAsync(Station station, CancellationToken cancellationToken)
    {
        await using var connection = await station.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT order_id, pg_xact_commit_timestamp(xmin) FROM invoices", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var times = new Dictionary<Guid, DateTime>();
        while (await reader.ReadAsync(cancellationToken))
            times[reader.GetGuid(0)] = reader.GetDateTime(1);
        return times;
    }
}

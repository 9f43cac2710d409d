using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using Microservices.Benchmarks.Measuring;
using Microservices.Testing;
using Microservices.Testing.Pipeline;

namespace Microservices.Benchmarks.Workloads;

/// <summary>The shop as operators run it: from <c>POST /orders</c> to mail, reservation and invoice, by four processes.</summary>
internal sealed class OrderWorkload(PrivatePostgresServer postgres, int rate, TimeSpan duration, int burst)
{
    private const int Callers = 16;
    private const int WarmUp = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly string[] Skus = [.. Enumerable.Range(0, 50).Select(number => $"SKU-{number}")];

    private readonly ConcurrentDictionary<Guid, (DateTime Sent, double AnsweredMs)> _orders = [];
    private int _sent;

    public async Task<OrderResult> RunAsync(int round, CancellationToken cancellationToken)
    {
        await using var pipeline = await OrderPipeline.StartAsync(
            new Dictionary<string, string>(), cancellationToken, createDatabase: postgres.CreateDatabaseAsync);
        await pipeline.StockAsync(Skus, onHand: 1_000_000);
        await BurstAsync(pipeline, WarmUp, cancellationToken);
        await pipeline.FulfilledAsync(_sent, Patience);

        _orders.Clear();
        await SteadyAsync(pipeline, cancellationToken);
        await pipeline.FulfilledAsync(_sent, Patience);
        var steady = _orders.ToArray();
        var done = await DoneAsync(pipeline, cancellationToken);

        var clock = Stopwatch.StartNew();
        await BurstAsync(pipeline, burst, cancellationToken);
        var accepted = clock.Elapsed;
        await pipeline.FulfilledAsync(_sent, Patience);
        return new OrderResult
        {
            Round = round,
            AnsweredMs = [.. steady.Select(order => order.Value.AnsweredMs).Order()],
            FulfilledMs = [.. steady.Select(order => (done[order.Key] - order.Value.Sent).TotalMilliseconds).Order()],
            AcceptedPerSecond = burst / accepted.TotalSeconds,
            FulfilledPerSecond = burst / clock.Elapsed.TotalSeconds,
        };
    }

    private async Task SteadyAsync(OrderPipeline pipeline, CancellationToken cancellationToken)
    {
        var requests = new List<Task>();
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < rate * duration.TotalSeconds; i++)
        {
            // By the schedule and not by the pause: a late request does not make the next ones late.
            var wait = TimeSpan.FromSeconds((double)i / rate) - clock.Elapsed;
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, cancellationToken);
            requests.Add(PostAsync(pipeline, cancellationToken));
        }

        await Task.WhenAll(requests);
    }

    private Task BurstAsync(OrderPipeline pipeline, int orders, CancellationToken cancellationToken) => Parallel.ForAsync(0, orders,
        new ParallelOptions { MaxDegreeOfParallelism = Callers, CancellationToken = cancellationToken },
        async (_, token) => await PostAsync(pipeline, token));

    private async Task PostAsync(OrderPipeline pipeline, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _sent);
        var order = new
        {
            customer = new { id = $"C-{number}", name = "Ada Example", email = "ada@example.test" },
            currency = "EUR",
            lines = Enumerable.Range(number, 4).Select(
                line => new { sku = Skus[line % Skus.Length], description = "Cup", quantity = 1, unitPrice = 4.99m }),
        };
        var (sent, clock) = (TimeProvider.System.GetUtcNow().UtcDateTime, Stopwatch.StartNew());
        using var response = await pipeline.Orders.Http.PostAsJsonAsync(new Uri("/orders", UriKind.Relative), order, cancellationToken);
        response.EnsureSuccessStatusCode();
        var answered = clock.Elapsed.TotalMilliseconds;
        var body = await response.Content.ReadFromJsonAsync<Accepted>(cancellationToken);
        _orders[body!.OrderId] = (sent, answered); // an accepted order has an id
    }

    // The last of the three, by the clock of the server that committed it.
    private static async Task<Dictionary<Guid, DateTime>> DoneAsync(OrderPipeline pipeline, CancellationToken cancellationToken)
    {
        Dictionary<Guid, DateTime> done = [];
        foreach (var (service, table) in new[] { ("Email", "deliveries"), ("Inventory", "reservations"), ("Invoice", "invoices") })
        {
            foreach (var (order, at) in await pipeline.ReadCommitTimesAsync(service, table, cancellationToken))
                done[order] = done.TryGetValue(order, out var other) && other > at ? other : at;
        }

        return done;
    }

    private sealed record Accepted(Guid OrderId);
}

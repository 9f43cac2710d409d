using System.Diagnostics;
using Microservices.Chaos.Fleets;
using Microservices.Chaos.Judging;
using Microservices.Chaos.Shopping;

namespace Microservices.Chaos.Soaking;

/// <summary>Looks at a fleet again and again.</summary>
internal sealed class Sampler(TimeSpan every)
{
    private const double Megabyte = 1024 * 1024;

    private readonly List<Sample> _samples = [];
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private DateTimeOffset _last = DateTimeOffset.MinValue;

    public IReadOnlyList<Sample> Samples => _samples;

    /// <summary>Takes samples until it is cancelled.</summary>
    public async Task WatchAsync(Fleet fleet, Shop shop, EvidenceReader evidence, CancellationToken cancellationToken)
    {
        _clock.Restart();
        using var timer = new PeriodicTimer(every);
        while (await timer.WaitForNextTickAsync(cancellationToken))
            _samples.Add(await TakeAsync(fleet, shop, evidence));
    }

    private async Task<Sample> TakeAsync(Fleet fleet, Shop shop, EvidenceReader evidence)
    {
        var tables = new Dictionary<string, double>();
        foreach (var service in ServiceNames.All)
            tables[service] = (await evidence.ReadAsync(service, "select pg_database_size(current_database())", row => row.GetInt64(0)))[0] / Megabyte;

        var since = _last;
        _last = DateTimeOffset.UtcNow;
        return new Sample
        {
            Minutes = _clock.Elapsed.TotalMinutes,
            Memory = fleet.Services.ToDictionary(service => service.Name, service => service.Replicas.Average(replica => replica.ResidentMegabytes)),
            Connections = fleet.Services.ToDictionary(service => service.Name, service => (double)(service.BrokerLine.ConnectionCount + service.DatabaseLine.ConnectionCount)),
            Waiting = new Dictionary<string, double>
            {
                ["queues"] = (await evidence.QueuesAsync()).Values.Sum(),
                ["outboxes"] = (await evidence.OutboxesAsync()).Values.Sum(),
            },
            Tables = tables,
            Latency = Latency([.. shop.Answers.Where(answer => answer.At > since && answer.At <= _last).Select(answer => answer.Took.TotalMilliseconds).Order()]),
        };
    }

    private static Dictionary<string, double> Latency(double[] sorted) => sorted.Length == 0 ? []
        : new() { ["median"] = sorted[sorted.Length / 2], ["p99"] = sorted[(int)(sorted.Length * 0.99)] };
}

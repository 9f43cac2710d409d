using System.Globalization;
using Microservices.Benchmarks.Measuring;
using Spectre.Console;

namespace Microservices.Benchmarks.Reporting;

/// <summary>The subjects side by side: medians with spread, and ratios to the peer written by hand.</summary>
internal static class DrainTable
{
    private const string Peer = "by-hand";

    public static void Write(IReadOnlyList<DrainResult> results)
    {
        var table = MarkdownTable.Create("subject", "msg/s", $"of {Peer}", "CPU-s per 1,000: app", "PostgreSQL", "broker", "sum",
            "round trips", "commits", "extra effects", "extra events", "missing", "dead letters");
        var rates = results.GroupBy(result => result.Subject)
            .ToDictionary(runs => runs.Key, runs => Median.Of(runs.Select(run => run.Rate)));
        foreach (var runs in results.GroupBy(result => result.Subject))
        {
            string PerThousand(Func<ProcessorTime, TimeSpan> part) => Median
                .Of(runs.Select(run => part(run.Processor).TotalSeconds * 1000 / run.Messages)).Value
                .ToString("0.00", CultureInfo.InvariantCulture);
            table.AddRow(runs.Key, rates[runs.Key].ToString("#,0"),
                rates.TryGetValue(Peer, out var peer) ? (rates[runs.Key].Value / peer.Value).ToString("0.00", CultureInfo.InvariantCulture) : "",
                PerThousand(time => time.App), PerThousand(time => time.Postgres), PerThousand(time => time.Broker),
                PerThousand(time => time.Sum), Mean(runs.Select(run => run.RoundTripsPerMessage)),
                Mean(runs.Select(run => run.CommitsPerMessage)), $"{runs.Sum(run => run.ExtraEffects)}",
                $"{runs.Sum(run => run.ExtraEvents)}", $"{runs.Sum(run => run.Missing)}", $"{runs.Sum(run => run.DeadLetters)}");
        }

        MarkdownTable.Write(table);
    }

    private static string Mean(IEnumerable<double> values) => values.Average().ToString("0.00", CultureInfo.InvariantCulture);
}

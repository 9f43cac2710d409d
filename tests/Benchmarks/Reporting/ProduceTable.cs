using Microservices.Benchmarks.Measuring;
using Spectre.Console;

namespace Microservices.Benchmarks.Reporting;

/// <summary>Callers and relays side by side: medians with spread, and ratios to the peer written by hand.</summary>
internal static class ProduceTable
{
    public static void Write(IReadOnlyList<ProduceResult> results)
    {
        var table = MarkdownTable.Create("subject", "commits/s", $"of {Ratios.ByHand}", "relayed/s", "tail s",
            "CPU-s per 1,000: app", "PostgreSQL", "broker", "sum", "round trips", "extra events");
        var rates = Ratios.Of(results, run => run.Subject, run => run.CommitRate);
        foreach (var runs in results.GroupBy(result => result.Subject))
        {
            string PerThousand(Func<ProcessorTime, TimeSpan> part) =>
                Ratios.Text(Median.Of(runs.Select(run => part(run.Processor).TotalSeconds * 1000 / run.Messages)).Value);
            table.AddRow(runs.Key, rates.Rate(runs.Key), rates.To(Ratios.ByHand, runs.Key),
                Median.Of(runs.Select(run => run.RelayRate)).ToString("#,0"),
                Median.Of(runs.Select(run => run.Tail.TotalSeconds)).ToString("0.00"),
                PerThousand(time => time.App), PerThousand(time => time.Postgres), PerThousand(time => time.Broker),
                PerThousand(time => time.Sum), Ratios.Text(runs.Average(run => run.RoundTripsPerMessage)),
                $"{runs.Sum(run => run.ExtraEvents)}");
        }

        MarkdownTable.Write(table);
    }
}

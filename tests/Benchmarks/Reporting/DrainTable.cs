using Microservices.Benchmarks.Measuring;
using Spectre.Console;

namespace Microservices.Benchmarks.Reporting;

/// <summary>The subjects side by side: medians with spread, and ratios to two peers.</summary>
internal static class DrainTable
{
    public static void Write(IReadOnlyList<DrainResult> results)
    {
        var table = MarkdownTable.Create("subject", "msg/s", $"of {Ratios.ByHand}", $"of {Ratios.WithoutOutbox}",
            "CPU-s per 1,000: app", "PostgreSQL", "broker", "sum", "round trips", "commits", "peak MB", "extra effects", "extra events",
            "missing", "dead letters");
        var rates = Ratios.Of(results, run => run.Subject, run => run.Rate);
        foreach (var runs in results.GroupBy(result => result.Subject))
        {
            string PerThousand(Func<ProcessorTime, TimeSpan> part) =>
                Ratios.Text(Median.Of(runs.Select(run => part(run.Processor).TotalSeconds * 1000 / run.Messages)).Value);
            table.AddRow(runs.Key, rates.Rate(runs.Key), rates.To(Ratios.ByHand, runs.Key), rates.To(Ratios.WithoutOutbox, runs.Key),
                PerThousand(time => time.App), PerThousand(time => time.Postgres), PerThousand(time => time.Broker),
                PerThousand(time => time.Sum), Ratios.Text(runs.Average(run => run.RoundTripsPerMessage)),
                Ratios.Text(runs.Average(run => run.CommitsPerMessage)), $"{runs.Max(run => run.PeakMegabytes):0}", $"{runs.Sum(run => run.ExtraEffects)}",
                $"{runs.Sum(run => run.ExtraEvents)}", $"{runs.Sum(run => run.Missing)}", $"{runs.Sum(run => run.DeadLetters)}");
        }

        MarkdownTable.Write(table);
    }
}

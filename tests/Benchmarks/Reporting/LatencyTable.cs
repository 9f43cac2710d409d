using System.Globalization;
using Microservices.Benchmarks.Measuring;
using Spectre.Console;

namespace Microservices.Benchmarks.Reporting;

/// <summary>Percentiles side by side: medians of the runs with their spread.</summary>
internal static class LatencyTable
{
    public static void Write(IReadOnlyList<LatencyResult> results)
    {
        var table = MarkdownTable.Create("subject", "p50 ms", "p95 ms", "p99 ms", "largest ms", "CPU-s per 1,000: app", "PostgreSQL", "broker");
        foreach (var runs in results.GroupBy(result => result.Subject))
        {
            string Of(Func<LatencyResult, double> value) => Median.Of(runs.Select(value)).ToString("0.0");
            string PerThousand(Func<ProcessorTime, TimeSpan> part) => Median
                .Of(runs.Select(run => part(run.Processor).TotalSeconds * 1000 / run.Milliseconds.Count)).Value
                .ToString("0.00", CultureInfo.InvariantCulture);
            table.AddRow(runs.Key, Of(run => run.Percentile(0.5)), Of(run => run.Percentile(0.95)),
                Of(run => run.Percentile(0.99)), Of(run => run.Milliseconds[^1]), PerThousand(time => time.App),
                PerThousand(time => time.Postgres), PerThousand(time => time.Broker));
        }

        MarkdownTable.Write(table);
    }
}

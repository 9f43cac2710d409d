using System.Globalization;
using Microservices.Benchmarks.Measuring;
using Microservices.Benchmarks.Subjects.DeadLetters;
using Spectre.Console;

namespace Microservices.Benchmarks.Reporting;

/// <summary>Those who empty an error queue, side by side.</summary>
internal static class IngestTable
{
    public static void Write(IReadOnlyList<IngestResult> results)
    {
        var table = MarkdownTable.Create("subject", "letters/s", $"of {IngestSubjects.Copy}", $"of {IngestSubjects.Drain}",
            "CPU-s per 1,000: app", "PostgreSQL", "broker", "peak MB", "exact");
        var rates = Ratios.Of(results, run => run.Subject, run => run.Rate);
        foreach (var runs in results.GroupBy(result => result.Subject))
        {
            string PerThousand(Func<ProcessorTime, TimeSpan> part) =>
                Ratios.Text(Median.Of(runs.Select(run => part(run.Processor).TotalSeconds * 1000 / run.Letters)).Value);
            table.AddRow(runs.Key, rates.Rate(runs.Key), rates.To(IngestSubjects.Copy, runs.Key), rates.To(IngestSubjects.Drain, runs.Key),
                PerThousand(time => time.App), PerThousand(time => time.Postgres), PerThousand(time => time.Broker),
                $"{runs.Max(run => run.PeakMegabytes):0}", runs.All(run => run.IsExact) ? "yes" : "no");
        }

        MarkdownTable.Write(table);
    }

    public static string Describe(IngestResult result) => string.Create(CultureInfo.InvariantCulture,
        $"round {result.Round}: {result.Subject}: {result.Rate:#,0} letters/s{(result.IsExact ? "" : ", NOT EXACT")}");
}

using System.Globalization;
using Microservices.Benchmarks.Measuring;
using Spectre.Console;

namespace Microservices.Benchmarks.Reporting;

/// <summary>Relays side by side: medians with spread.</summary>
internal static class RelayTable
{
    public static void Write(IReadOnlyList<RelayResult> results)
    {
        var table = MarkdownTable.Create("load", "subject", "events/s", "p50 ms", "p99 ms", "largest ms");
        foreach (var runs in results.GroupBy(result => (result.Load, result.Subject)))
        {
            string Of(Func<RelayResult, double?> value, string format) => runs.All(run => value(run) is null)
                ? ""
                : Median.Of(runs.Select(run => value(run)!.Value)).ToString(format); // all have it or none
            table.AddRow(runs.Key.Load, runs.Key.Subject, Of(run => run.Rate, "#,0"), Of(run => run.Percentile(0.5), "0.0"),
                Of(run => run.Percentile(0.99), "0.0"), Of(run => run.Percentile(1), "0.0"));
        }

        MarkdownTable.Write(table);
    }

    public static string Describe(RelayResult result) => string.Create(CultureInfo.InvariantCulture,
        $"{result.Load}, {result.Subject}: {(result.Rate is { } rate ? $"{rate:#,0} events/s" : $"p50 {result.Percentile(0.5):0.0} ms, p99 {result.Percentile(0.99):0.0} ms")}");
}

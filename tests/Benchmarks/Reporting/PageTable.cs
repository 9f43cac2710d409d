using System.Globalization;
using Microservices.Benchmarks.Measuring;
using Spectre.Console;

namespace Microservices.Benchmarks.Reporting;

/// <summary>How long the dead-letter service takes to answer.</summary>
internal static class PageTable
{
    public static void Write(IReadOnlyList<PageResult> results)
    {
        var table = MarkdownTable.Create("asked for", "matching", "p50 ms", "p95 ms", "most ms");
        foreach (var result in results)
            table.AddRow(result.Name, result.Found ?? "", Text(result.Percentile(0.5)), Text(result.Percentile(0.95)), Text(result.Percentile(1)));
        MarkdownTable.Write(table);
    }

    private static string Text(double milliseconds) => milliseconds.ToString("#,0.0", CultureInfo.InvariantCulture);
}

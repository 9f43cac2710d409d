using System.Text.Json;

namespace Microservices.Benchmarks.Reporting;

/// <summary>A row of a table as it is kept in a file: one run's, or the medians of several.</summary>
/// <param name="Workload">The command.</param>
/// <param name="Subject">What ran.</param>
/// <param name="MsgPerSecond">Messages per second.</param>
/// <param name="P50Ms">Median latency in milliseconds.</param>
/// <param name="P99Ms">99th percentile of the latency in milliseconds.</param>
/// <param name="CpuMsPerMessage">Processor time of application, database and broker, in milliseconds per message.</param>
/// <param name="RoundTripsPerMessage">Round trips to PostgreSQL per message.</param>
/// <param name="Exact">Whether each message had its effects once; null where that was not looked at.</param>
/// <param name="P95Ms">95th percentile of the latency in milliseconds.</param>
internal sealed record BenchmarkRow(string Workload, string Subject, double? MsgPerSecond = null, double? P50Ms = null,
    double? P99Ms = null, double? CpuMsPerMessage = null, double? RoundTripsPerMessage = null, bool? Exact = null,
    double? P95Ms = null)
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Keeps the medians of the runs in a file.</summary>
    public static Task KeepAsync(FileInfo file, IEnumerable<BenchmarkRow> runs, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(file.FullName, JsonSerializer.Serialize(Medians(runs), Indented), cancellationToken);

    /// <summary>The medians of each subject's runs; exact if every run was.</summary>
    public static IReadOnlyList<BenchmarkRow> Medians(IEnumerable<BenchmarkRow> runs) =>
    [
        .. runs.GroupBy(run => (run.Workload, run.Subject)).Select(group => new BenchmarkRow(
            group.Key.Workload, group.Key.Subject, Of(group, run => run.MsgPerSecond), Of(group, run => run.P50Ms),
            Of(group, run => run.P99Ms), Of(group, run => run.CpuMsPerMessage), Of(group, run => run.RoundTripsPerMessage),
            group.All(run => run.Exact is null) ? null : group.All(run => run.Exact is not false), Of(group, run => run.P95Ms))),
    ];

    private static double? Of(IEnumerable<BenchmarkRow> runs, Func<BenchmarkRow, double?> value)
    {
        var values = runs.Select(value).OfType<double>().ToList();
        return values.Count == 0 ? null : Math.Round(Median.Of(values).Value, 3);
    }
}

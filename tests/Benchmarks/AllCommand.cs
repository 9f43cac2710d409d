using System.CommandLine;
using System.Text.Json;
using Microservices.Benchmarks.Reporting;

namespace Microservices.Benchmarks;

/// <summary>The command <c>all</c>: every workload, one after the other.</summary>
internal static class AllCommand
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create(Func<string[], Task<int>> run)
    {
        var rounds = NumberOption.Positive("--rounds", "How often each subject runs, in turns.", 3);
        var json = new Option<FileInfo?>("--json") { Description = "File to keep the rows of every table in." };
        var command = new Command("all", "Runs every workload, one after the other. Ends with 1 when one of them does.") { rounds, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var directory = Directory.CreateTempSubdirectory("benchmarks");
            try
            {
                var worst = 0;
                var rows = new List<BenchmarkRow>();
                foreach (var workload in BenchmarkCommand.Workloads)
                {
                    Console.WriteLine($"\n== {workload}");
                    var file = Path.Combine(directory.FullName, $"{workload}.json");
                    worst = Math.Max(worst, await run([workload, "--rounds", $"{parsed.GetRequiredValue(rounds)}", "--json", file]));
                    if (File.Exists(file))
                        rows.AddRange(JsonSerializer.Deserialize<List<BenchmarkRow>>(await File.ReadAllTextAsync(file, cancellationToken), Indented)!); // written by us
                    cancellationToken.ThrowIfCancellationRequested();
                }

                if (parsed.GetValue(json) is { } kept)
                    await File.WriteAllTextAsync(kept.FullName, JsonSerializer.Serialize(rows, Indented), cancellationToken);
                return worst;
            }
            finally
            {
                directory.Delete(recursive: true);
            }
        });
        return command;
    }
}

using System.CommandLine;
using Microservices.Benchmarks.Measuring;
using Microservices.Benchmarks.Reporting;
using Microservices.Benchmarks.Servers;
using Microservices.Benchmarks.Workloads;
using Spectre.Console;

namespace Microservices.Benchmarks;

/// <summary>The command <c>order</c>: from a request to its three effects.</summary>
internal static class OrderCommand
{
    public static Command Create()
    {
        var rounds = NumberOption.Positive("--rounds", "How often it runs.", 3);
        var rate = NumberOption.Positive("--rate", "Orders per second of the steady load.", 20);
        var seconds = NumberOption.Positive("--seconds", "How long the steady load is.", 20);
        var burst = NumberOption.Positive("--burst", "Orders that 16 callers post as fast as they can.", 2_000);
        var json = new Option<FileInfo?>("--json") { Description = "File to keep the rows of the table in." };
        var command = new Command("order",
            "Posts orders to the four services, as processes of their own: until the answer, and until mail, reservation and invoice.")
        {
            rounds, rate, seconds, burst, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var postgres = await BenchmarkServers.StartPostgresAsync(cancellationToken);
            Console.WriteLine(await Machine.DescribeAsync(postgres.ConnectionString, cancellationToken));
            var results = new List<OrderResult>();
            for (var round = 1; round <= parsed.GetRequiredValue(rounds); round++)
            {
                var workload = new OrderWorkload(postgres, parsed.GetRequiredValue(rate),
                    TimeSpan.FromSeconds(parsed.GetRequiredValue(seconds)), parsed.GetRequiredValue(burst));
                results.Add(await workload.RunAsync(round, cancellationToken));
            }

            Console.WriteLine();
            Write(results);
            if (parsed.GetValue(json) is { } file)
                await BenchmarkRow.KeepAsync(file, results.Select(result => result.ToRow()), cancellationToken);
            return 0;
        });
        return command;
    }

    private static void Write(List<OrderResult> results)
    {
        var table = MarkdownTable.Create("answered p50 ms", "p99 ms", "three effects p50 ms", "p99 ms", "burst: accepted/s", "fulfilled/s");
        string Of(Func<OrderResult, double> value, string format) =>
            Median.Of(results.Select(value)).ToString(format);
        table.AddRow(
            Of(run => OrderResult.Percentile(run.AnsweredMs, 0.5), "0.0"), Of(run => OrderResult.Percentile(run.AnsweredMs, 0.99), "0.0"),
            Of(run => OrderResult.Percentile(run.FulfilledMs, 0.5), "0.0"), Of(run => OrderResult.Percentile(run.FulfilledMs, 0.99), "0.0"),
            Of(run => run.AcceptedPerSecond, "#,0"), Of(run => run.FulfilledPerSecond, "#,0"));
        MarkdownTable.Write(table);
    }
}

using System.CommandLine;
using Microservices.Benchmarks.Measuring;
using Microservices.Benchmarks.Reporting;
using Microservices.Benchmarks.Servers;
using Microservices.Benchmarks.Subjects;
using Microservices.Benchmarks.Workloads;

namespace Microservices.Benchmarks;

/// <summary>The command <c>latency</c>.</summary>
internal static class LatencyCommand
{
    private const int WarmUp = 2_500;

    public static Command Create()
    {
        var common = new CommonOptions<IConsumerSubject>(ConsumerSubjects.All);
        var rate = NumberOption.Positive("--rate", "Messages per second.", 200);
        var seconds = NumberOption.Positive("--seconds", "How long each run is.", 15);
        var command = new Command("latency", "Sends at a steady rate: how long until the effect is committed.") { rate, seconds };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var postgres = await BenchmarkServers.StartPostgresAsync(cancellationToken);
            Console.WriteLine(await Machine.DescribeAsync(postgres.ConnectionString, cancellationToken));
            var latency = new LatencyWorkload(postgres, new LatencySettings(
                parsed.GetRequiredValue(rate), TimeSpan.FromSeconds(parsed.GetRequiredValue(seconds)), WarmUp));
            var results = await Rounds.RunAsync(common.Subjects(parsed), common.Rounds(parsed),
                (subject, round) => latency.RunAsync(subject, round, cancellationToken), Describe);

            Console.WriteLine();
            LatencyTable.Write(results);
            await common.KeepAsync(parsed, results.Select(result => result.ToRow("latency")), cancellationToken);
            return 0;
        });
        return command;
    }

    private static string Describe(LatencyResult result) => FormattableString.Invariant(
        $"{result.Subject}: p50 {result.Percentile(0.5):0.0} ms, p99 {result.Percentile(0.99):0.0} ms");
}

using System.CommandLine;
using Microservices.Benchmarks.Measuring;
using Microservices.Benchmarks.Reporting;
using Microservices.Benchmarks.Servers;
using Microservices.Benchmarks.Subjects;
using Microservices.Benchmarks.Workloads;

namespace Microservices.Benchmarks;

/// <summary>The command <c>produce</c>.</summary>
internal static class ProduceCommand
{
    public static Command Create()
    {
        var common = new CommonOptions<IProducerSubject>(ProducerSubjects.All);
        var messages = NumberOption.Positive("--messages", "Requests of each timed run.", 20_000);
        var warmUp = NumberOption.Positive("--warm-up", "Requests before it, in the same process.", 2_500);
        var command = new Command("produce", "16 callers commit a row and an event each: commits per second, and whether the relay keeps pace.")
        {
            messages,
            warmUp,
        };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var postgres = await BenchmarkServers.StartPostgresAsync(cancellationToken);
            Console.WriteLine(await Machine.DescribeAsync(postgres.ConnectionString, cancellationToken));
            var produce = new ProduceWorkload(postgres, new ProduceSettings
            {
                Messages = parsed.GetRequiredValue(messages),
                WarmUp = parsed.GetRequiredValue(warmUp),
            });
            var results = await Rounds.RunAsync(common.Subjects(parsed), common.Rounds(parsed),
                (subject, round) => produce.RunAsync(subject, round, cancellationToken), Describe);

            Console.WriteLine();
            ProduceTable.Write(results);
            await common.KeepAsync(parsed, results.Select(result => result.ToRow("produce")), cancellationToken);
            return results.All(result => result.ExtraEvents == 0) ? 0 : 1;
        });
        return command;
    }

    private static string Describe(ProduceResult result) => FormattableString.Invariant(
        $"{result.Subject}: {result.CommitRate:#,0} commits/s, all relayed {result.Tail.TotalSeconds:0.00} s later");
}

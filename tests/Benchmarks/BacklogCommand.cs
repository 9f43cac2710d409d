using System.CommandLine;
using Microservices.Benchmarks.Measuring;
using Microservices.Benchmarks.Reporting;
using Microservices.Benchmarks.Servers;
using Microservices.Benchmarks.Subjects;
using Microservices.Benchmarks.Workloads;

namespace Microservices.Benchmarks;

/// <summary>A command that lets subjects consume a backlog. Ends with 1 when one that claims to be exact was not.</summary>
internal static class BacklogCommand
{
    /// <param name="name">The command.</param>
    /// <param name="description">Its help.</param>
    /// <param name="all">The subjects to choose from.</param>
    /// <param name="byDefault">What is used where the command line says nothing.</param>
    /// <param name="processesByDefault">By how many processes each subject consumes, one after the other.</param>
    public static Command Create(string name, string description, IReadOnlyList<IConsumerSubject> all, DrainSettings byDefault,
        int[] processesByDefault)
    {
        var common = new CommonOptions<IConsumerSubject>(all);
        var messages = NumberOption.Positive("--messages", "Messages of each timed run, duplicates included.", byDefault.Messages);
        var warmUp = NumberOption.Positive("--warm-up", "Messages before it, in the same process.", byDefault.WarmUp);
        var processes = new Option<int[]>("--processes")
        {
            Description = "By how many processes each subject consumes, 1 to 16; several numbers: one after the other.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => processesByDefault,
        };
        processes.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int[]>()!.Any(count => count is < 1 or > 16)) // has a default
                result.AddError("--processes must be 1 to 16.");
        });
        var command = new Command(name, description) { messages, warmUp, processes };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var postgres = await BenchmarkServers.StartPostgresAsync(cancellationToken);
            Console.WriteLine(await Machine.DescribeAsync(postgres.ConnectionString, cancellationToken));
            var results = new List<DrainResult>();
            foreach (var count in parsed.GetRequiredValue(processes))
            {
                var drain = new DrainWorkload(postgres, byDefault with
                {
                    Messages = parsed.GetRequiredValue(messages),
                    WarmUp = parsed.GetRequiredValue(warmUp),
                    Processes = count,
                });
                results.AddRange(await Rounds.RunAsync(common.Subjects(parsed), common.Rounds(parsed),
                    (subject, round) => drain.RunAsync(subject, round, cancellationToken), Describe));
            }

            Console.WriteLine();
            DrainTable.Write(results);
            await common.KeepAsync(parsed, results.Select(result => result.ToRow(name)), cancellationToken);
            return results.All(result => result.IsExact) ? 0 : 1;
        });
        return command;
    }

    private static string Describe(DrainResult result) => FormattableString.Invariant(
        $"{result.Subject}: {result.Rate:#,0} msg/s{(result.IsExact ? "" : ", NOT EXACT")}");
}

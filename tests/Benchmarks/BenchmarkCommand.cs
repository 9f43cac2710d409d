using System.CommandLine;
using System.Text.Json;
using Microservices.Benchmarks.Measuring;
using Microservices.Benchmarks.Reporting;
using Microservices.Benchmarks.Servers;
using Microservices.Benchmarks.Subjects;
using Microservices.Benchmarks.Workloads;

namespace Microservices.Benchmarks;

/// <summary>The command line.</summary>
internal static class BenchmarkCommand
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Task<int> InvokeAsync(string[] args)
    {
        var names = ConsumerSubjects.All.Select(subject => subject.Name).ToList();
        var subjects = new Option<string[]>("--subjects")
        {
            Description = $"Which subjects run side by side: {string.Join(", ", names)}. All by default.",
            AllowMultipleArgumentsPerToken = true,
        };
        var messages = PositiveNumber("--messages", "Messages of each timed run, duplicates included.", 10_000);
        var warmUp = PositiveNumber("--warm-up", "Messages before it, in the same process.", 2_500);
        var rounds = PositiveNumber("--rounds", "How often each subject runs, in turns.", 3);
        var json = new Option<FileInfo?>("--json") { Description = "File to keep every run in." };
        subjects.Validators.Add(result =>
        {
            foreach (var unknown in (result.GetValueOrDefault<string[]>() ?? []).Except(names))
                result.AddError($"--subjects: there is no {unknown}; there are {string.Join(", ", names)}.");
        });

        var drain = new Command("drain", "Consumes a backlog with 5 % duplicates: messages per second and what they cost.")
        {
            subjects, messages, warmUp, rounds, json,
        };
        drain.SetAction(async (parsed, cancellationToken) =>
        {
            var chosen = parsed.GetValue(subjects) is { Length: > 0 } some ? some : [.. names];
            await DrainAsync([.. ConsumerSubjects.All.Where(subject => chosen.Contains(subject.Name))],
                new DrainSettings(parsed.GetRequiredValue(messages), parsed.GetRequiredValue(warmUp)),
                parsed.GetRequiredValue(rounds), parsed.GetValue(json), cancellationToken);
        });

        var root = new RootCommand("Measures inbox and outbox beside their peers: one process, one run, in turns. "
            + "Figures of one run compare; figures of two runs or machines do not.") { drain };
        return root.Parse(args).InvokeAsync();
    }

    private static async Task DrainAsync(IReadOnlyList<IConsumerSubject> subjects, DrainSettings settings, int rounds,
        FileInfo? json, CancellationToken cancellationToken)
    {
        await using var postgres = await BenchmarkServers.StartPostgresAsync(cancellationToken);
        Console.WriteLine(await Machine.DescribeAsync(postgres.ConnectionString, cancellationToken));
        var drain = new DrainWorkload(postgres, settings);
        var results = new List<DrainResult>();
        for (var round = 1; round <= rounds; round++)
        {
            // Each round begins with another subject, so that none always runs on the warmest machine.
            foreach (var subject in subjects.Skip(round - 1).Concat(subjects.Take(round - 1)))
            {
                var result = await drain.RunAsync(subject, round, cancellationToken);
                results.Add(result);
                Console.WriteLine(FormattableString.Invariant(
                    $"round {round} {subject.Name}: {result.Rate:#,0} msg/s{(result.IsExact ? "" : ", not exact")}"));
            }
        }

        Console.WriteLine();
        DrainTable.Write([.. results.OrderBy(result => subjects.ToList().FindIndex(subject => subject.Name == result.Subject))]);
        if (json is not null)
            await File.WriteAllTextAsync(json.FullName, JsonSerializer.Serialize(results, Indented), cancellationToken);
    }

    private static Option<int> PositiveNumber(string name, string description, int byDefault)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => byDefault };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError($"{name} must be 1 or more.");
        });
        return option;
    }
}

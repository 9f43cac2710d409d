using System.CommandLine;
using Microservices.Benchmarks.Measuring;
using Microservices.Benchmarks.Reporting;
using Microservices.Benchmarks.Servers;
using Microservices.Benchmarks.Subjects.DeadLetters;
using Microservices.Benchmarks.Workloads.DeadLetters;

namespace Microservices.Benchmarks;

/// <summary>The command <c>dead-letters</c>: how fast failures are taken in, and how long it takes to look at a million.</summary>
internal static class DeadLettersCommand
{
    public static Command Create()
    {
        var rounds = NumberOption.Positive("--rounds", "How often each subject runs, in turns.", 3);
        var letters = NumberOption.Positive("--letters", "Dead letters of a run, after a fifth that do not count.", 100_000);
        var rows = NumberOption.Positive("--rows", "Dead letters in the table that pages are read from.", 1_000_000);
        var requests = NumberOption.Positive("--requests", "How often each page is asked for.", 40);
        var only = new Option<string?>("--only") { Description = "Only the ingest, or only the pages." };
        only.AcceptOnlyFromAmong("ingest", "pages");
        var json = new Option<FileInfo?>("--json") { Description = "File to keep the rows of the tables in." };
        var command = new Command("dead-letters",
            "Empties a full error queue into the dead-letter service, beside peers; then asks the service for pages of a large table.")
        {
            rounds, letters, rows, requests, only, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var postgres = await BenchmarkServers.StartPostgresAsync(cancellationToken);
            Console.WriteLine(await Machine.DescribeAsync(postgres.ConnectionString, cancellationToken));
            var ingests = new List<IngestResult>();
            IReadOnlyList<PageResult> pages = [];
            if (parsed.GetValue(only) is null or "ingest")
            {
                var workload = new IngestWorkload(postgres, parsed.GetRequiredValue(letters));
                for (var round = 1; round <= parsed.GetRequiredValue(rounds); round++)
                {
                    foreach (var subject in IngestSubjects.All)
                    {
                        ingests.Add(await workload.RunAsync(subject, round, cancellationToken));
                        Console.WriteLine(IngestTable.Describe(ingests[^1]));
                    }
                }
            }

            if (parsed.GetValue(only) is null or "pages")
            {
                pages = await new PageWorkload(postgres, parsed.GetRequiredValue(rows), parsed.GetRequiredValue(requests))
                    .RunAsync(cancellationToken);
            }

            Write(ingests, pages);
            if (parsed.GetValue(json) is { } file)
            {
                await BenchmarkRow.KeepAsync(
                    file, [.. ingests.Select(result => result.ToRow()), .. pages.Select(result => result.ToRow())], cancellationToken);
            }

            return ingests.All(result => result.IsExact) ? 0 : 1;
        });
        return command;
    }

    private static void Write(List<IngestResult> ingests, IReadOnlyList<PageResult> pages)
    {
        Console.WriteLine();
        if (ingests.Count > 0)
            IngestTable.Write([.. ingests.OrderBy(result => IngestSubjects.All.Index().Single(subject => subject.Item.Name == result.Subject).Index)]);
        if (pages.Count > 0)
            PageTable.Write(pages);
    }
}

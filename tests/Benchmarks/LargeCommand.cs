using System.CommandLine;
using System.Globalization;
using Microservices.Benchmarks.Measuring;
using Microservices.Benchmarks.Reporting;
using Microservices.Benchmarks.Servers;
using Microservices.Benchmarks.Workloads;
using Spectre.Console;

namespace Microservices.Benchmarks;

/// <summary>The command <c>large</c>: what consuming, cleaning and relaying cost when the tables are large.</summary>
internal static class LargeCommand
{
    private const int WarmUp = 10_000;

    public static Command Create()
    {
        var inbox = Sizes("--inbox", "Rows of the inbox", [10_000, 1_000_000, 5_000_000]);
        var outbox = Sizes("--outbox", "Events that wait", [200_000, 1_000_000, 5_000_000]);
        var seconds = NumberOption.Positive("--seconds", "How long the cleanup, and the relay, work.", 10);
        var command = new Command("large",
            "Consumes, cleans and relays with few rows in the tables and with many: some gigabytes and minutes.") { inbox, outbox, seconds };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var postgres = await BenchmarkServers.StartPostgresAsync(cancellationToken);
            Console.WriteLine(await Machine.DescribeAsync(postgres.ConnectionString, cancellationToken));
            var large = new LargeWorkload(postgres, TimeSpan.FromSeconds(parsed.GetRequiredValue(seconds)));
            var results = new List<LargeResult>();
            await large.RunInboxAsync(WarmUp, cancellationToken); // does not count
            foreach (var rows in parsed.GetRequiredValue(inbox))
                results.Add(await large.RunInboxAsync(rows, cancellationToken));
            foreach (var rows in parsed.GetRequiredValue(outbox))
                results.Add(await large.RunOutboxAsync(rows, cancellationToken));

            var table = MarkdownTable.Create(
                "table", "rows", "consumed/s", "consumed/s beside cleanup", "forgotten/s", "relayed/s");
            foreach (var result in results)
            {
                table.AddRow(result.Table, result.Rows.ToString("#,0", CultureInfo.InvariantCulture), Text(result.Consumed),
                    Text(result.ConsumedBesideCleanup), Text(result.Forgotten), Text(result.Relayed));
            }

            Console.WriteLine();
            MarkdownTable.Write(table);
            return 0;
        });
        return command;
    }

    private static string Text(double? rate) => rate?.ToString("#,0", CultureInfo.InvariantCulture) ?? "";

    private static Option<int[]> Sizes(string name, string description, int[] byDefault)
    {
        var option = new Option<int[]>(name)
        {
            Description = $"{description}; several numbers: one after the other.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => byDefault,
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int[]>()!.Any(rows => rows < 1)) // has a default
                result.AddError($"{name} must be 1 or more.");
        });
        return option;
    }
}

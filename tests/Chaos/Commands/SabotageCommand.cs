using System.CommandLine;
using Microservices.Chaos.Reporting;
using Microservices.Chaos.Running;
using Microservices.Chaos.Sabotaging;
using Spectre.Console;

namespace Microservices.Chaos.Commands;

/// <summary>Breaks the system on purpose, in each way, and wants the judge to see it.</summary>
internal static class SabotageCommand
{
    public static Command Create()
    {
        var command = new Command("sabotage", "Breaks the system on purpose, in five ways; ends with 0 when the judge has seen each.");
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var unseen = 0;
        foreach (var sabotage in Enum.GetValues<Sabotage>().Where(sabotage => sabotage is not (Sabotage.None or Sabotage.All)))
        {
            using var logs = new LogFolder(null, $"{sabotage}");
            AnsiConsole.WriteLine($"== {sabotage}");
            var result = await new ChaosRun(SabotageRuns.Of(sabotage, logs.Path), Progress.Say).RunAsync(cancellationToken);
            RunReport.Write(AnsiConsole.Console, result);
            AnsiConsole.WriteLine(result.Verdict.IsExact ? $"{sabotage}: NOT SEEN" : $"{sabotage}: seen, {result.Verdict.Violations.Count()} violations");
            unseen += result.Verdict.IsExact ? 1 : 0;
        }

        return unseen == 0 ? 0 : 1;
    }
}

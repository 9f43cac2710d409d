using System.Globalization;
using Microservices.Chaos.Fuzzing;
using Microservices.Chaos.Judging;
using Microservices.Chaos.Running;
using Spectre.Console;

namespace Microservices.Chaos.Reporting;

/// <summary>Prints what came of runs.</summary>
internal static class RunReport
{
    private const int MostViolations = 10;
    private const int MostHistories = 3;

    /// <summary>The judge's table of one run, and the history of what it found wrong.</summary>
    public static void Write(IAnsiConsole console, RunResult result)
    {
        Write(console, result.Verdict);
        WriteFaults(console, result);
        WriteHistories(console, result);
    }

    /// <summary>What was answered, the services' memory, and the judge's table.</summary>
    public static void Write(IAnsiConsole console, FuzzResult result)
    {
        foreach (var target in result.Answers.GroupBy(answer => answer.Input.Target).OrderBy(target => target.Key))
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{target.Key}: {target.Count():N0} requests, ")
                + string.Join(", ", target.CountBy(answer => answer.Status).OrderBy(status => status.Key).Select(status => $"{status.Key} {Number(status.Value)}")));
        console.WriteLine($"Messages: {Number(result.Messages)}");
        foreach (var (service, rounds) in result.Memory)
            console.WriteLine($"memory of {service}, MB: {string.Join(' ', rounds.Select(round => round.ToString("0", CultureInfo.InvariantCulture)))}");
        Write(console, result.Verdict);
    }

    /// <summary>The judge's table, and what it found wrong.</summary>
    public static void Write(IAnsiConsole console, Verdict verdict)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("").AddColumn(new TableColumn("expected").RightAligned())
            .AddColumn(new TableColumn("found").RightAligned()).AddColumn("");
        foreach (var check in verdict.Checks)
            table.AddRow(Markup.Escape(check.What), Number(check.Expected), Number(check.Found), check.Holds ? "exact" : "WRONG");
        table.AddRow("mails repeated, each of them counted (DESIGN 3.7)", "", Number(verdict.RepeatedMails), "");
        console.Write(table);
        foreach (var violation in verdict.Violations.Take(MostViolations))
            console.WriteLine($"  {violation.What}");
    }

    /// <summary>One line for a run.</summary>
    public static string Line(RunResult result) => string.Create(CultureInfo.InvariantCulture,
        $"seed {result.Settings.Seed}: {(result.Verdict.IsExact ? "exact" : "WRONG")}, {result.Evidence.Answers.Count(answer => answer.IsAccepted)} orders accepted, "
        + $"{result.Faults.Count} faults, {result.Copies} copies, {result.Evidence.BadMessages.Count} bad messages, {result.Replays} replays, "
        + $"{result.Verdict.RepeatedMails} mails repeated, {result.Restarts} services started again, {result.Duration.TotalSeconds:0} s");

    private static void WriteFaults(IAnsiConsole console, RunResult result)
    {
        var kinds = result.Faults.CountBy(played => $"{played.Fault.Kind.Name} ({(played.Fault.Kind.Targets.Count > 1 ? "any" : played.Fault.Target)})")
            .OrderByDescending(kind => kind.Value).Select(kind => $"{kind.Key} {kind.Value}");
        console.WriteLine($"faults: {string.Join(", ", kinds)}");
    }

    private static void WriteHistories(IAnsiConsole console, RunResult result)
    {
        foreach (var orderId in result.Verdict.Violations.Select(violation => violation.OrderId).OfType<Guid>().Distinct().Take(MostHistories))
        {
            console.WriteLine($"  history of order {orderId}:");
            foreach (var line in History.Of(orderId, result.Evidence, result.Settings.LogFolder))
                console.WriteLine($"    {line}");
        }
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}

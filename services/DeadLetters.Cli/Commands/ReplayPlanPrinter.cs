using System.Text.Json;
using Microservices.DeadLetters.Cli.Output;
using Microservices.DeadLetters.Cli.Running;

namespace Microservices.DeadLetters.Cli.Commands;

/// <summary>Writes what a replay would do.</summary>
internal static class ReplayPlanPrinter
{
    /// <returns><see cref="ExitCodes.SomeFailed"/> when some would be left out, or an edit is refused.</returns>
    internal static int Print(Printer printer, JsonElement plan)
    {
        var skipped = plan.List("willSkip");
        var problems = plan.Member("edit").List("problems");
        if (printer.IsJson)
        {
            printer.Json(plan);
        }
        else
        {
            printer.Line($"Would replay {plan.Number("willReplay")}, would skip {skipped.Sum(reason => reason.Number("count"))}.");
            if (skipped.Count > 0)
            {
                printer.Heading("Skipped");
                printer.Table(skipped, "", Column.Number("COUNT", "count"), Column.Of("WHY", "reason"),
                    new Column("FIRST", reason => string.Join(' ', reason.List("ids"))));
            }

            if (plan.List("queues") is { Count: > 0 } queues)
            {
                printer.Heading("Queues");
                printer.Table(queues, "", Column.Number("WAITING", "messages"),
                    new Column("THERE", queue => queue.IsTrue("exists") ? "yes" : "no"), Column.Of("QUEUE", "queue"));
            }

            PrintEdit(printer, plan.Member("edit").List("changes"), problems);
        }

        return skipped.Count == 0 && problems.Count == 0 ? ExitCodes.Done : ExitCodes.SomeFailed;
    }

    private static void PrintEdit(Printer printer, IReadOnlyList<JsonElement> changes, IReadOnlyList<JsonElement> problems)
    {
        if (changes.Count > 0)
        {
            printer.Heading("Changes");
            printer.Table(changes, "", Column.Of("WHAT", "kind"), Column.Of("WHERE", "path"), Column.Of("BEFORE", "before"),
                Column.Of("AFTER", "after"));
        }

        if (problems.Count > 0)
        {
            printer.Heading("The edit cannot be replayed");
            printer.Table(problems, "", Column.Of("WHERE", "path"), Column.Of("EXPECTED", "expected"));
        }
    }
}

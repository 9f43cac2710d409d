using System.CommandLine;
using System.Text.Json;
using Microservices.DeadLetters.Cli.Output;
using Microservices.DeadLetters.Cli.Running;

namespace Microservices.DeadLetters.Cli.Commands;

/// <summary><c>deadletters overview</c></summary>
internal static class OverviewCommand
{
    internal static Command Create(CliRunner runner)
    {
        var command = new CliCommand("overview", "What is failing, by queue: the one glance at 3 a.m.", "deadletters overview");
        runner.Bind(command, async context =>
        {
            var overview = await context.Api.GetAsync("api/overview", context.CancellationToken);
            if (context.Printer.IsJson)
                context.Printer.Json(overview);
            else
                Print(context.Printer, overview);
            return ExitCodes.Done;
        });
        return command;
    }

    internal static IReadOnlyList<JsonElement> Queues(JsonElement overview) =>
        overview.Items("queues") is { Count: > 0 } queues ? queues : overview.Items();

    internal static void Print(Printer printer, JsonElement overview) => printer.Table(Queues(overview), "Nothing is failing.",
        Column.Number("OPEN", "open"),
        printer.TimeColumn("OLDEST", "oldestAt"),
        Column.Number("LAST HOUR", "lastHour"),
        Column.Number("NEW GROUPS", "newGroups"),
        Column.Number("NOT READ YET", "notIngested"),
        Column.Of("QUEUE", "queue"));
}

using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microservices.DeadLetters.Cli.Output;
using Microservices.DeadLetters.Cli.Running;

namespace Microservices.DeadLetters.Cli.Commands;

/// <summary><c>deadletters list</c></summary>
internal static class ListCommand
{
    private const int MessageLength = 160;

    internal static Command Create(CliRunner runner)
    {
        var command = new CliCommand("list", "Dead letters, the latest failure first.",
            "deadletters list 'queue:invoice ex:Timeout* age:>1h'",
            "deadletters list 'body.orderId:5f0c9a5e-1d0e-4c55-9a53-9a1d8c8d1c11 status:*'",
            "deadletters list 'reason:delivery_limit' --all --json | jq .messageId");
        var selection = Selection.ForReading(command);
        var limit = CliOptions.Limit(50);
        var cursor = CliOptions.Cursor();
        var all = new Option<bool>("--all") { Description = "Every page; with --json one dead letter per line." };
        command.Options.Add(limit);
        command.Options.Add(cursor);
        command.Options.Add(all);
        runner.Bind(command, async context =>
        {
            var query = await selection.ReadQueryAsync(context);
            var next = context.Get(cursor);
            do
            {
                var page = await context.Api.GetAsync("api/dead-letters",
                    [("query", query), ("cursor", next), ("limit", context.Get(limit))], context.CancellationToken);
                next = page.Text("next");
                Print(context.Printer, page, context.Get(all));
            }
            while (context.Get(all) && next.Length > 0);
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Print(Printer printer, JsonElement page, bool isAll)
    {
        if (printer.IsJson && !isAll)
        {
            printer.Json(page);
            return;
        }

        if (printer.IsJson)
        {
            foreach (var item in page.Items())
                printer.JsonLine(item);
            return;
        }

        PrintTable(printer, page.Items());
        if (!isAll)
            PrintCount(printer, page);
    }

    internal static void PrintTable(Printer printer, IReadOnlyList<JsonElement> items) => printer.Table(items,
        "No dead letters match. Without a word about status, only open and replaying ones are looked at.",
        Column.Number("ID", "id"),
        printer.TimeColumn("FAILED", "lastFailedAt"),
        Column.Of("QUEUE", "queue"),
        Column.Of("STATUS", "status"),
        Column.Number("ATTEMPTS", "attempts"),
        new Column("WHY", item => Plain.Line(Why(item), MessageLength)));

    private static void PrintCount(Printer printer, JsonElement page)
    {
        var shown = page.Items().Count;
        if (shown == 0)
            return;

        var total = page.Text("total") is { Length: > 0 } exact ? exact
            : page.IsTrue("more") ? "more than " + 10_000.ToString("N0", CultureInfo.InvariantCulture) : "";
        var rest = page.Text("next") is { Length: > 0 } next ? $" The next page: --cursor {next}" : "";
        printer.Note($"{shown}{(total.Length > 0 ? $" of {total}" : "")}.{rest}");
    }

    internal static string Why(JsonElement item) => item.Text("exceptionType") is { Length: > 0 } type
        ? $"{type[(type.LastIndexOf('.') + 1)..]}: {item.Text("exceptionMessage")}"
        : item.Text("cause");
}

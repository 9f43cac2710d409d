using System.CommandLine;
using System.Text.Json;
using Microservices.DeadLetters.Cli.Output;
using Microservices.DeadLetters.Cli.Running;

namespace Microservices.DeadLetters.Cli.Commands;

/// <summary><c>deadletters groups</c></summary>
internal static class GroupsCommand
{
    internal static readonly string[] Statuses = ["new", "investigating", "replaying", "resolved", "ignored"];

    internal static Command Create(CliRunner runner)
    {
        var command = new CliCommand("groups", "Dead letters with the same cause, counted together.",
            "deadletters groups",
            "deadletters groups 'queue:invoice' --sort count",
            "deadletters groups --status new");
        var selection = Selection.ForReading(command);
        var status = new Option<string?>("--status") { Description = "Only groups of this status.", HelpName = "STATUS" };
        status.AcceptOnlyFromAmong(Statuses);
        var sort = new Option<string>("--sort")
        {
            Description = "oldest, newest or count first.",
            DefaultValueFactory = _ => "oldest",
        };
        sort.AcceptOnlyFromAmong("oldest", "newest", "count");
        command.Options.Add(status);
        command.Options.Add(sort);
        runner.Bind(command, async context =>
        {
            var query = await selection.ReadQueryAsync(context);
            string? cursor = null;
            do
            {
                var answer = await context.Api.GetAsync("api/dead-letters/groups",
                    [("query", query), ("status", context.Get(status)), ("sort", context.Get(sort)), ("cursor", cursor)],
                    context.CancellationToken);
                cursor = answer.Text("next") is { Length: > 0 } next ? next : null;
                if (context.Printer.IsJson)
                    context.Printer.Json(answer);
                else
                    Print(context.Printer, answer.Items());
            }
            while (cursor is not null);
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Print(Printer printer, IReadOnlyList<JsonElement> groups) => printer.Table(groups, "No groups.",
        Column.Number("GROUP", "id"),
        Column.Number("OPEN", "openCount"),
        Column.Number("TOTAL", "totalCount"),
        new Column("LAST 24 HOURS", group => Sparkline.Draw(group.List("hours"))),
        printer.TimeColumn("FIRST", "firstSeenAt"),
        printer.TimeColumn("LAST", "lastSeenAt"),
        Column.Of("STATUS", "status"),
        Column.Of("OWNER", "owner"),
        Column.Of("QUEUE", "queue"),
        Column.Of("TITLE", "title"));
}

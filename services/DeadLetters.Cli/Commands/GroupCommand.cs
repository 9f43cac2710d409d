using System.CommandLine;
using System.Text.Json;
using Microservices.DeadLetters.Cli.Output;
using Microservices.DeadLetters.Cli.Running;

namespace Microservices.DeadLetters.Cli.Commands;

/// <summary><c>deadletters group show</c> and <c>deadletters group set</c></summary>
internal static class GroupCommand
{
    internal static Command Create(CliRunner runner)
    {
        var command = new Command("group", "Shows a group, or says how it stands.");
        command.Subcommands.Add(CreateShow(runner));
        command.Subcommands.Add(CreateSet(runner));
        return command;
    }

    private static CliCommand CreateShow(CliRunner runner)
    {
        var command = new CliCommand("show", "One group.", "deadletters group show 12");
        var id = Id();
        command.Arguments.Add(id);
        runner.Bind(command, async context =>
        {
            Print(context.Printer, await context.Api.GetAsync(Path(context.Get(id)), context.CancellationToken));
            return ExitCodes.Done;
        });
        return command;
    }

    private static CliCommand CreateSet(CliRunner runner)
    {
        var command = new CliCommand("set", "Changes a group's status, owner or note.",
            "deadletters group set 12 --status investigating --owner ada",
            "deadletters group set 12 --note 'the SKU is missing, see OPS-42'");
        var id = Id();
        var status = new Option<string?>("--status") { Description = "How it stands.", HelpName = "STATUS" };
        status.AcceptOnlyFromAmong(GroupsCommand.Statuses);
        var owner = new Option<string?>("--owner") { Description = "Who takes care of it; empty for nobody.", HelpName = "NAME" };
        var note = new Option<string?>("--note") { Description = "What is known; empty for nothing.", HelpName = "TEXT" };
        command.Arguments.Add(id);
        command.Options.Add(status);
        command.Options.Add(owner);
        command.Options.Add(note);
        command.Validators.Add(result =>
        {
            if (result.GetResult(status) is null && result.GetResult(owner) is null && result.GetResult(note) is null)
                result.AddError("Say what to change: --status, --owner or --note.");
        });
        runner.Bind(command, async context =>
        {
            var group = await context.Api.SendAsync(HttpMethod.Patch, Path(context.Get(id)),
                new { status = context.Get(status), owner = context.Get(owner), note = context.Get(note) },
                context.CancellationToken);
            Print(context.Printer, group.ValueKind is JsonValueKind.Object
                ? group
                : await context.Api.GetAsync(Path(context.Get(id)), context.CancellationToken));
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Print(Printer printer, JsonElement group)
    {
        if (printer.IsJson)
        {
            printer.Json(group);
            return;
        }

        printer.Fields(
            ("Group", group.Text("id")),
            ("Title", group.Text("title")),
            ("Status", group.Text("status")),
            ("Owner", group.Text("owner")),
            ("Note", group.Text("note")),
            ("Queue", group.Text("queue")),
            ("Cause", group.Text("cause")),
            ("Exception", group.Text("exceptionType")),
            ("Frame", group.Text("ownFrame")),
            ("Message", group.Text("messageType")),
            ("Open", group.Text("openCount")),
            ("Total", group.Text("totalCount")),
            ("First seen", printer.Time(group, "firstSeenAt")),
            ("Last seen", printer.Time(group, "lastSeenAt")),
            ("Last 24 hours", Sparkline.Draw(group.List("hours"))));
        printer.Note($"Its dead letters: deadletters list group:{group.Text("id")}");
    }

    private static Argument<long> Id() => new("id") { Description = "Number of the group." };

    private static string Path(long id) => FormattableString.Invariant($"api/dead-letters/groups/{id}");
}

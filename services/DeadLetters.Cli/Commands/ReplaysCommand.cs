using System.CommandLine;
using System.Text.Json;
using Microservices.DeadLetters.Cli.Api;
using Microservices.DeadLetters.Cli.Output;
using Microservices.DeadLetters.Cli.Running;

namespace Microservices.DeadLetters.Cli.Commands;

/// <summary><c>deadletters replays</c></summary>
internal sealed class ReplaysCommand
{
    private static readonly string[] ItemStates =
        ["queued", "publishing", "published", "processed", "failed_again", "skipped", "not_acknowledged", "not_sendable"];

    private readonly Argument<string?> _id = new("id")
    {
        Description = "Number or id of a replay; none lists them, the latest first.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> _items = new("--items") { Description = "The messages of the replay and how each stands." };
    private readonly Option<string?> _state = new("--state") { Description = "Only items of this state.", HelpName = "STATE" };
    private readonly Option<string?> _cursor = CliOptions.Cursor();
    private readonly Option<bool> _wait = new("--wait") { Description = "Show progress until the replay ends." };

    internal static Command Create(CliRunner runner)
    {
        var replays = new ReplaysCommand();
        var command = new CliCommand("replays", "Replays and how they stand.",
            "deadletters replays",
            "deadletters replays 12 --wait",
            "deadletters replays 12 --items --state failed_again");
        command.Arguments.Add(replays._id);
        replays._state.AcceptOnlyFromAmong(ItemStates);
        foreach (var option in (Option[])[replays._items, replays._state, replays._cursor, replays._wait])
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            var needsId = ((Option[])[replays._items, replays._wait, replays._state])
                .Any(option => result.GetResult(option) is not null);
            if (needsId && result.GetResult(replays._id) is not { Tokens.Count: 1 })
                result.AddError("Say which replay: --items, --state and --wait are about one.");
        });
        runner.Bind(command, replays.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(CommandContext context)
    {
        if (context.Get(_id) is not { } id)
            return await ListAsync(context);
        if (context.Get(_wait))
            return await ReplayWaiter.WaitAsync(context, id);
        if (context.Get(_items) || context.Get(_state) is not null)
            return await ListItemsAsync(context, id);

        var replay = await context.Api.GetAsync(ApiPath.Below("api/replays", id), context.CancellationToken);
        if (context.Printer.IsJson)
            context.Printer.Json(replay);
        else
            ReplayPrinter.Print(context.Printer, replay);
        return ExitCodes.Done;
    }

    private async Task<int> ListAsync(CommandContext context)
    {
        var answer = await context.Api.GetAsync("api/replays", [("cursor", context.Get(_cursor))], context.CancellationToken);
        Print(context.Printer, answer, "No replays.",
            Column.Number("REPLAY", "number"),
            context.Printer.TimeColumn("BEGUN", "createdAt"),
            Column.Of("BY", "actor"),
            new Column("HOW IT STANDS", ReplayPrinter.Progress),
            Column.Of("REASON", "reason"));
        return ExitCodes.Done;
    }

    private async Task<int> ListItemsAsync(CommandContext context, string id)
    {
        var answer = await context.Api.GetAsync(ApiPath.Below("api/replays", id) + "/items",
            [("state", context.Get(_state)), ("cursor", context.Get(_cursor))], context.CancellationToken);
        Print(context.Printer, answer, "No items.",
            Column.Number("ITEM", "id"),
            Column.Number("DEAD LETTER", "deadLetterId"),
            Column.Of("STATE", "state"),
            context.Printer.TimeColumn("PUBLISHED", "publishedAt"),
            context.Printer.TimeColumn("ENDED", "finishedAt"),
            Column.Of("WHY", "reason"));
        return ExitCodes.Done;
    }

    private static void Print(Printer printer, JsonElement answer, string nothing, params Column[] columns)
    {
        if (printer.IsJson)
        {
            printer.Json(answer);
            return;
        }

        printer.Table(answer.Items(), nothing, columns);
        printer.NotePage(answer);
    }
}

using System.CommandLine;
using Microservices.DeadLetters.Cli.Api;
using Microservices.DeadLetters.Cli.Running;

namespace Microservices.DeadLetters.Cli.Commands;

/// <summary><c>deadletters replay</c></summary>
internal sealed class ReplayCommand
{
    private const string Path = "api/replays";

    private readonly CliCommand _command = new("replay",
        "Sends dead letters back to the queues where they failed: what matches now, first one, then ten, then the rest.",
        "deadletters replay --query 'queue:invoice ex:Timeout*' --dry-run",
        "deadletters replay --query 'group:12' --reason 'database is back' --ticket OPS-42 --wait",
        "deadletters replay 4711 4712 --reason 'SKU added' --rate 10 --no-canary",
        "deadletters replay 4711 --edit corrected.json --reason 'wrong currency'");

    private readonly Selection _selection;
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Say what would be replayed, and what not and why." };
    private readonly Option<string?> _reason = CliOptions.Reason("replay", isRequired: false);
    private readonly Option<string?> _ticket = new("--ticket") { Description = "Ticket it belongs to.", HelpName = "TEXT" };
    private readonly Option<int> _rate = new("--rate")
    {
        Description = "Messages per second, at most.",
        HelpName = "N",
        DefaultValueFactory = _ => 50,
    };

    private readonly Option<bool> _noCanary = new("--no-canary") { Description = "All at the rate, without trying one and ten first." };
    private readonly Option<bool> _resetRedelivery = new("--reset-redelivery")
    {
        Description = "Grant the delayed redeliveries anew; else a message whose budget is spent fails at once.",
    };

    private readonly Option<string?> _overrideLoopGuard = new("--override-loop-guard")
    {
        Description = "Why to replay what has failed three replays.",
        HelpName = "REASON",
    };

    private readonly Option<string?> _edit = new("--edit")
    {
        Description = "File with the body to send instead, of one dead letter given by its number.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _wait = new("--wait")
    {
        Description = "Show progress until the replay ends. Ctrl+C stops looking, not the replay.",
    };

    private ReplayCommand()
    {
        _selection = Selection.ForWriting(_command);
        foreach (var option in (Option[])[_dryRun, _reason, _ticket, _rate, _noCanary, _resetRedelivery, _overrideLoopGuard,
            _edit, _wait])
            _command.Options.Add(option);
        _rate.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError("--rate must be 1 or more.");
        });
        _command.Validators.Add(result =>
        {
            if (result.GetResult(_dryRun) is null && result.GetResult(_reason) is null)
                result.AddError("Say why with --reason; or look first with --dry-run.");
            if (result.GetResult(_edit) is not null && result.GetResult(_selection.Ids) is not { Tokens.Count: 1 })
                result.AddError("--edit is for one dead letter, given by its number.");
        });
    }

    internal static Command Create(CliRunner runner)
    {
        var replay = new ReplayCommand();
        runner.Bind(replay._command, replay.RunAsync);
        return replay._command;
    }

    private async Task<int> RunAsync(CommandContext context)
    {
        var isDryRun = context.Get(_dryRun);
        var request = new
        {
            query = await _selection.ReadQueryAsync(context),
            ids = context.Get(_edit) is null ? _selection.ReadIds(context) : null, // an edit names it
            reason = context.Get(_reason),
            ticket = context.Get(_ticket),
            rate = context.Get(_rate),
            canary = !context.Get(_noCanary),
            resetRedelivery = context.Get(_resetRedelivery),
            dryRun = isDryRun,
            overrideLoopGuard = context.Get(_overrideLoopGuard),
            edit = await ReadEditAsync(context),
        };
        if (isDryRun)
            return ReplayPlanPrinter.Print(context.Printer,
                await context.Api.SendAsync(HttpMethod.Post, Path, request, context.CancellationToken));

        var id = await context.Api.CreateAsync(Path, request, context.CancellationToken);
        if (context.Get(_wait))
            return await ReplayWaiter.WaitAsync(context, id);

        if (context.Printer.IsJson)
            context.Printer.Json(await context.Api.GetAsync(ApiPath.Below(Path, id), context.CancellationToken));
        else
            context.Printer.Line($"Replay {id} has begun. Look: deadletters replays {id}");
        return ExitCodes.Done;
    }

    private async Task<object?> ReadEditAsync(CommandContext context) => context.Get(_edit) is { } file
        ? new { id = _selection.ReadIds(context)![0], body = await File.ReadAllTextAsync(file, context.CancellationToken) } // validated
        : null;
}

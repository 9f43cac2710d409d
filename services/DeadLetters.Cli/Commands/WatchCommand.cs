using System.CommandLine;
using System.Text.Json;
using Microservices.DeadLetters.Cli.Running;

namespace Microservices.DeadLetters.Cli.Commands;

/// <summary><c>deadletters watch</c></summary>
internal static class WatchCommand
{
    internal static Command Create(CliRunner runner)
    {
        var command = new CliCommand("watch", "The overview again and again, until Ctrl+C or SIGTERM. With --json a line each time.",
            "deadletters watch",
            "deadletters watch --interval 30 --json >> overview.ndjson");
        var interval = new Option<int>("--interval") { Description = "Seconds between two looks.", HelpName = "N", DefaultValueFactory = _ => 5 };
        interval.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 3600)
                result.AddError("--interval must be from 1 to 3600.");
        });
        command.Options.Add(interval);
        runner.Bind(command, context => RunAsync(context, TimeSpan.FromSeconds(context.Get(interval))));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, TimeSpan interval)
    {
        var last = "";
        try
        {
            while (true)
            {
                var overview = await AskAsync(context);
                // A pipe gets only what changed; a terminal is drawn anew, so that ages are right.
                if (overview.ValueKind is not JsonValueKind.Undefined
                    && (context.Environment.IsOutputTerminal || context.Printer.IsJson || overview.ToString() != last))
                {
                    Print(context, overview);
                    last = overview.ToString();
                }

                await Task.Delay(interval, context.Environment.TimeProvider, context.CancellationToken);
            }
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Done; // how a watch ends
        }
    }

    // A watch outlives a restart of what it watches; being refused it does not.
    private static async Task<JsonElement> AskAsync(CommandContext context)
    {
        try
        {
            return await context.Api.GetAsync("api/overview", context.CancellationToken);
        }
        catch (Exception exception) when (ReplayWaiter.IsPassing(exception))
        {
            context.Printer.Note($"The service does not answer: {exception.Message}");
            return default;
        }
    }

    private static void Print(CommandContext context, JsonElement overview)
    {
        if (context.Printer.IsJson)
        {
            context.Printer.JsonLine(overview);
            return;
        }

        var now = context.Environment.TimeProvider.GetLocalNow();
        context.Printer.Clear();
        context.Printer.Line($"{context.Api.Address}  {now:HH:mm:ss}");
        OverviewCommand.Print(context.Printer, overview);
    }
}

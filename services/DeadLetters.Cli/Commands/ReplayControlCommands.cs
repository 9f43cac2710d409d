using System.CommandLine;
using System.Text.Json;
using Microservices.DeadLetters.Cli.Api;
using Microservices.DeadLetters.Cli.Running;

namespace Microservices.DeadLetters.Cli.Commands;

/// <summary><c>deadletters pause</c>, <c>resume</c> and <c>cancel</c></summary>
internal static class ReplayControlCommands
{
    internal static IEnumerable<Command> Create(CliRunner runner) =>
    [
        Create(runner, "pause", "Holds a replay: what was published stays so, nothing more is.", "the consumer is slow"),
        Create(runner, "resume", "Lets a paused replay go on.", "the cause is gone"),
        Create(runner, "cancel", "Ends a replay: what was not published yet is open again.", "wrong query"),
    ];

    private static CliCommand Create(CliRunner runner, string verb, string description, string reasonExample)
    {
        var command = new CliCommand(verb, description,
            $"deadletters {verb} 12 --reason '{reasonExample}'");
        var id = new Argument<string>("id") { Description = "Number or id of the replay." };
        var reason = CliOptions.Reason(verb);
        command.Arguments.Add(id);
        command.Options.Add(reason);
        runner.Bind(command, async context =>
        {
            var path = ApiPath.Below("api/replays", context.Get(id)!); // the argument is required
            var replay = await context.Api.SendAsync(HttpMethod.Post, $"{path}/{verb}", new { reason = context.Get(reason) },
                context.CancellationToken);
            if (replay.ValueKind is not JsonValueKind.Object)
                replay = await context.Api.GetAsync(path, context.CancellationToken);

            if (context.Printer.IsJson)
                context.Printer.Json(replay);
            else
                ReplayPrinter.Print(context.Printer, replay);
            return ExitCodes.Done;
        });
        return command;
    }
}

using System.CommandLine;
using Microservices.DeadLetters.Cli.Running;

namespace Microservices.DeadLetters.Cli.Commands;

/// <summary><c>deadletters show</c></summary>
internal static class ShowCommand
{
    internal static Command Create(CliRunner runner)
    {
        var command = new CliCommand("show", "One dead letter: why it failed, its history, headers and body.",
            "deadletters show 4711",
            "deadletters show 4711 --unmask",
            "deadletters show 4711 --body > body.json");
        var id = new Argument<long>("id") { Description = "Number of the dead letter." };
        var unmask = new Option<bool>("--unmask") { Description = "Show personal data. Needs the right to, and is audited." };
        var body = new Option<bool>("--body") { Description = "Write the body's bytes and nothing else. Audited." };
        command.Arguments.Add(id);
        command.Options.Add(unmask);
        command.Options.Add(body);
        runner.Bind(command, async context =>
        {
            var path = FormattableString.Invariant($"api/dead-letters/{context.Get(id)}");
            if (context.Get(body))
            {
                await using var output = context.Environment.OpenOutput();
                await context.Api.DownloadAsync(path + "/body", [], output, context.CancellationToken);
                return ExitCodes.Done;
            }

            var letter = context.Get(unmask)
                ? await context.Api.SendAsync(HttpMethod.Post, path + "/unmask", null, context.CancellationToken)
                : await context.Api.GetAsync(path, [], context.CancellationToken);
            if (context.Printer.IsJson)
                context.Printer.Json(letter);
            else
                DeadLetterPrinter.Print(context.Printer, letter);
            return ExitCodes.Done;
        });
        return command;
    }
}

using System.CommandLine;
using Microservices.DeadLetters.Cli.Output;
using Microservices.DeadLetters.Cli.Running;

namespace Microservices.DeadLetters.Cli.Commands;

/// <summary><c>deadletters audit</c></summary>
internal static class AuditCommand
{
    internal static Command Create(CliRunner runner)
    {
        var command = new CliCommand("audit", "Who did what, when and why; the latest first.",
            "deadletters audit",
            "deadletters audit --target replay:0199e0c2-4f0e-7c7a-b1de-3f3a4c1f2a10");
        var target = new Option<string?>("--target") { Description = "Only what was done to this.", HelpName = "TARGET" };
        var cursor = CliOptions.Cursor();
        command.Options.Add(target);
        command.Options.Add(cursor);
        runner.Bind(command, async context =>
        {
            var answer = await context.Api.GetAsync("api/audit", [("target", context.Get(target)), ("cursor", context.Get(cursor))],
                context.CancellationToken);
            if (context.Printer.IsJson)
            {
                context.Printer.Json(answer);
                return ExitCodes.Done;
            }

            context.Printer.Table(answer.Items(), "Nothing was done.",
                context.Printer.TimeColumn("AT", "at"),
                Column.Of("WHO", "actor"),
                Column.Of("DID", "action"),
                Column.Of("TO", "target"),
                Column.Of("WHY", "reason"));
            context.Printer.NotePage(answer);
            return ExitCodes.Done;
        });
        return command;
    }
}

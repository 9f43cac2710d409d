using System.CommandLine;
using Microservices.DeadLetters.Cli.Running;

namespace Microservices.DeadLetters.Cli.Commands;

/// <summary><c>deadletters archive</c> and <c>unarchive</c></summary>
internal static class ArchiveCommands
{
    internal static IEnumerable<Command> Create(CliRunner runner) =>
    [
        Create(runner, "archive", "api/archive", "Puts dead letters aside. They are kept for a while, and can be taken back.",
            "deadletters archive --query 'group:12' --reason 'test data'"),
        Create(runner, "unarchive", "api/archive/undo", "Takes archived dead letters back.",
            "deadletters unarchive --query 'group:12 status:archived' --reason 'not test data'"),
    ];

    private static CliCommand Create(CliRunner runner, string name, string path, string description, string example)
    {
        var command = new CliCommand(name, description, example);
        var selection = Selection.ForWriting(command);
        var reason = CliOptions.Reason(name);
        command.Options.Add(reason);
        runner.Bind(command, async context =>
        {
            var answer = await context.Api.SendAsync(HttpMethod.Post, path, new
            {
                query = await selection.ReadQueryAsync(context),
                ids = selection.ReadIds(context),
                reason = context.Get(reason),
            }, context.CancellationToken);
            return ReportPrinter.Print(context.Printer, answer);
        });
        return command;
    }
}

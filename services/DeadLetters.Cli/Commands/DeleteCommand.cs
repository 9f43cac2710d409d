using System.CommandLine;
using System.Globalization;
using Microservices.DeadLetters.Cli.Output;
using Microservices.DeadLetters.Cli.Running;

namespace Microservices.DeadLetters.Cli.Commands;

/// <summary><c>deadletters delete</c></summary>
internal static class DeleteCommand
{
    internal static Command Create(CliRunner runner)
    {
        var command = new CliCommand("delete",
            "Deletes dead letters for good. Needs the scope deadletters.administer, and their number as a sign that one knows what one does.",
            "deadletters delete --query 'group:12 status:archived' --count 37 --reason 'personal data'");
        var selection = Selection.ForWriting(command);
        var reason = CliOptions.Reason("delete");
        var count = new Option<int?>("--count")
        {
            Description = "How many match. Left out, it is asked for at a terminal.",
            HelpName = "N",
        };
        command.Options.Add(reason);
        command.Options.Add(count);
        runner.Bind(command, async context =>
        {
            var query = await selection.ReadQueryAsync(context);
            var ids = selection.ReadIds(context);
            var answer = await context.Api.SendAsync(HttpMethod.Post, "api/delete", new
            {
                query,
                ids,
                reason = context.Get(reason),
                count = context.Get(count) ?? await AskAsync(context, query, ids),
            }, context.CancellationToken);
            return ReportPrinter.Print(context.Printer, answer);
        });
        return command;
    }

    private static async Task<int> AskAsync(CommandContext context, string? query, long[]? ids)
    {
        var page = await context.Api.GetAsync("api/dead-letters",
            [("query", query ?? $"id:{string.Join(',', ids ?? [])} status:*"), ("limit", 1)], context.CancellationToken);
        var total = page.Text("total") is { Length: > 0 } exact ? exact : "more than 10000";
        if (!context.Environment.IsInputTerminal)
            throw new CliException(ExitCodes.Usage, $"{total} match. Say --count N with the number that you mean to delete.");

        await context.Environment.Error.WriteAsync($"{total} match and would be gone for good. Type the number to delete them: ");
        var typed = await context.Environment.Input.ReadLineAsync(context.CancellationToken);
        return int.TryParse(typed?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new CliException(ExitCodes.Usage, "That is no number; nothing was deleted.");
    }
}

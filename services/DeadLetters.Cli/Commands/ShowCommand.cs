using System.CommandLine;
using System.Globalization;
using Microservices.DeadLetters.Cli.Output;
using Microservices.DeadLetters.Cli.Running;

namespace Microservices.DeadLetters.Cli.Commands;

/// <summary><c>deadletters show</c></summary>
internal static class ShowCommand
{
    internal static Command Create(CliRunner runner)
    {
        var command = new CliCommand("show", "One dead letter: why it failed, its history, headers and body.",
            "deadletters show 4711",
            "deadletters show FLOW-7001",
            "deadletters show 4711 --unmask",
            "deadletters show 4711 --body > body.json");
        var id = new Argument<string>("id") { Description = "Number of the dead letter; or any id of an order, message, trace or conversation." };
        var unmask = new Option<bool>("--unmask") { Description = "Show personal data. Needs the right to, and is audited." };
        var body = new Option<bool>("--body") { Description = "Write the body's bytes and nothing else. Audited." };
        id.Validators.Add(result =>
        {
            if (!result.Tokens.All(token => token.Value.Any(char.IsAsciiDigit)))
                result.AddError("Give the number of a dead letter, or an id with a digit in it.");
        });
        command.Arguments.Add(id);
        command.Options.Add(unmask);
        command.Options.Add(body);
        runner.Bind(command, async context =>
        {
            var number = await FindAsync(context, context.Get(id)!); // the argument is required
            if (number is null)
                return ExitCodes.SomeFailed;

            var path = $"api/dead-letters/{number}";
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

    // One that is found is shown; of several, the list.
    private static async Task<string?> FindAsync(CommandContext context, string id)
    {
        if (long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number.ToString(CultureInfo.InvariantCulture);

        var quoted = $"\"{id.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
        var page = await context.Api.GetAsync("api/dead-letters", [("query", $"{quoted} status:*")], context.CancellationToken);
        if (page.Items() is [var only])
            return only.Text("id");

        if (page.Items().Count == 0)
            context.Printer.Note($"No dead letter has the id {Plain.Line(id)}, nor is it in an exception.");
        else
            ListCommand.PrintTable(context.Printer, page.Items());
        return null;
    }
}

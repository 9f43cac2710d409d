using System.CommandLine;
using Microservices.DeadLetters.Cli.Running;

namespace Microservices.DeadLetters.Cli.Commands;

/// <summary><c>deadletters export</c></summary>
internal static class ExportCommand
{
    internal static Command Create(CliRunner runner)
    {
        var command = new CliCommand("export", "Writes whole dead letters as NDJSON: a line each, personal data included.",
            "deadletters export 'queue:invoice' --output invoice.ndjson",
            "deadletters export 'status:*' | gzip > all.ndjson.gz");
        var selection = Selection.ForReading(command);
        var output = new Option<string?>("--output", "-o") { Description = "File to write; none: standard output.", HelpName = "FILE" };
        command.Options.Add(output);
        runner.Bind(command, async context =>
        {
            var query = await selection.ReadQueryAsync(context);
            if (context.Get(output) is not { } file)
            {
                await using var stream = context.Environment.OpenOutput();
                await context.Api.DownloadAsync("api/export", [("query", query)], stream, context.CancellationToken);
                return ExitCodes.Done;
            }

            await SaveAsync(context, query, Path.GetFullPath(file));
            context.Printer.Note($"Written to {file}.");
            return ExitCodes.Done;
        });
        return command;
    }

    // The dead letters in it are personal data: a file that is there already may be open to others.
    private static FileStreamOptions OwnersOnly()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    // A file of this name is always whole: it gets the name when it is.
    private static async Task SaveAsync(CommandContext context, string? query, string file)
    {
        var unfinished = file + ".part";
        File.Delete(unfinished);
        try
        {
            await using (var stream = new FileStream(unfinished, OwnersOnly()))
                await context.Api.DownloadAsync("api/export", [("query", query)], stream, context.CancellationToken);
            File.Move(unfinished, file, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }
}

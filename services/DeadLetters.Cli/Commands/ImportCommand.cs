using System.CommandLine;
using Microservices.DeadLetters.Cli.Running;

namespace Microservices.DeadLetters.Cli.Commands;

/// <summary><c>deadletters import</c></summary>
internal static class ImportCommand
{
    internal static Command Create(CliRunner runner)
    {
        var command = new CliCommand("import", "Reads dead letters that were exported. What is there already stays as it is.",
            "deadletters import invoice.ndjson",
            "zcat all.ndjson.gz | deadletters import -");
        var file = new Argument<string>("file") { Description = "NDJSON file; - for standard input." };
        command.Arguments.Add(file);
        runner.Bind(command, async context =>
        {
            var path = context.Get(file)!; // the argument is required
            await using var stream = path == "-" ? context.Environment.OpenInput() : File.OpenRead(path);
            var report = await context.Api.UploadAsync("api/import", stream, "application/x-ndjson", context.CancellationToken);
            return ReportPrinter.Print(context.Printer, report);
        });
        return command;
    }
}

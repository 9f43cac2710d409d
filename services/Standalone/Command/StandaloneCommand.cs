using System.CommandLine;
using Microservices.Standalone.Hosting;
using Microservices.Standalone.Samples;
using Microsoft.Extensions.Primitives;

namespace Microservices.Standalone.Command;

/// <summary>The command line.</summary>
internal static class StandaloneCommand
{
    private const int HighestPort = 65535;

    internal static Task<int> InvokeAsync(string[] args)
    {
        var data = new Option<string>("--data")
        {
            Description = "Folder of databases, mails and invoices; created when missing. An appsettings.json in it is read.",
            DefaultValueFactory = _ => "data"
        };
        var import = new Option<string?>("--import")
        {
            Description = "File of orders to import: .csv (the Online Retail columns) or .ndjson, also compressed as .br; "
                + $"'{SampleOrders.Name}' imports the sample that ships."
        };
        var importOption = new Option<string[]>("--import-option")
        {
            Description = "NAME=VALUE, a parameter of POST /orders/import, and may be given several times: currency=USD, "
                + "dateFormat=M/d/yyyy, timeZone=America/New_York, orderNumbers=any, unitPriceDecimals=6, discountUnit=percent, "
                + "map.InvoiceNo=OrderID, map.Discount=Discount, …",
            DefaultValueFactory = _ => []
        };
        var exit = new Option<bool>("--exit")
        {
            Description = "End when every accepted order has its mail, reservation and invoice, and the invoice was mailed: 0 if all have, else 1."
        };
        var stock = new Option<int>("--stock")
        {
            Description = "Pieces on hand for each SKU that an imported file brings.",
            DefaultValueFactory = _ => 1000
        };
        var port = new Option<int?>("--port")
        {
            Description = "TCP port of page and API, 0 for any free one (default: 5080; with --exit any free one)."
        };
        stock.Validators.Add(result => Require(result.GetValueOrDefault<int>() >= 0, result.AddError, "--stock must be 0 or more."));
        port.Validators.Add(result => Require(result.GetValueOrDefault<int?>() is null or (>= 0 and <= HighestPort), result.AddError,
            $"--port must be from 0 to {HighestPort}."));
        import.Validators.Add(result => Require(
            result.GetValueOrDefault<string?>() == SampleOrders.Name || File.Exists(result.GetValueOrDefault<string?>()), result.AddError,
            $"--import: there is no file {result.GetValueOrDefault<string?>()}. '--import {SampleOrders.Name}' imports the sample that ships."));

        importOption.Validators.Add(result => Require(
            Array.TrueForAll(result.GetValueOrDefault<string[]>() ?? [], pair => pair.IndexOf('=', StringComparison.Ordinal) > 0),
            result.AddError, "--import-option must be NAME=VALUE, such as dateFormat=M/d/yyyy."));

        var root = new RootCommand("Runs Orders, Email, Inventory and Invoice in one process: no broker, no database server, "
            + "mails and invoices as files.") { data, import, importOption, exit, stock, port };
        root.SetAction((parsed, cancellationToken) => StandaloneRun.RunAsync(new StandaloneSettings
        {
            DataDirectory = Path.GetFullPath(parsed.GetRequiredValue(data)),
            ImportFiles = FilesOf(parsed.GetValue(import)),
            ImportOptions = Pairs(parsed.GetRequiredValue(importOption)),
            Exit = parsed.GetValue(exit),
            Stock = parsed.GetValue(stock),
            Port = parsed.GetValue(port) ?? (parsed.GetValue(exit) ? 0 : 5080)
        }, cancellationToken));

        return InvokeAsync(root.Parse(args));
    }

    private static async Task<int> InvokeAsync(ParseResult parsed)
    {
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync("Try --help.");
            return ExitCodes.Usage;
        }

        // Ctrl+C and SIGTERM are the host's, which finishes what runs.
        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }

    private static IReadOnlyList<string> FilesOf(string? import) => import switch
    {
        null => [],
        SampleOrders.Name => SampleOrders.Files,
        _ => [import]
    };

    private static Dictionary<string, StringValues> Pairs(string[] options) => options
        .Select(pair => pair.Split('=', 2))
        .GroupBy(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase)
        .ToDictionary(group => group.Key, group => new StringValues([.. group]), StringComparer.OrdinalIgnoreCase);

    private static void Require(bool holds, Action<string> addError, string message)
    {
        if (!holds)
            addError(message);
    }
}

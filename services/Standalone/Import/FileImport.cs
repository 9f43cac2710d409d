using System.Diagnostics;
using Microservices.Inventory.Stock;
using Microservices.Orders.Import;
using Microservices.Standalone.Command;
using Microservices.Standalone.Progress;
using Microsoft.Extensions.Primitives;

namespace Microservices.Standalone.Import;

/// <summary>Runs files of orders through the whole pipeline and tells how it went.</summary>
internal sealed class FileImport(StandaloneSettings settings, OrderImporter importer, ImportOptionsFactory optionsFactory,
    CsvOrderSource csv, NdJsonOrderSource ndJson, Orders.OrdersMetrics metrics, StockSeeder stock, FulfilmentCounter counter,
    TimeProvider timeProvider)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan PacePollInterval = TimeSpan.FromMilliseconds(100);

    private const long MostUnfulfilled = 1000;
    private const int FailuresShown = 10;

    // Longer than the last step of the redelivery ladder: an order that waits for its redelivery is not stuck.
    private static readonly TimeSpan NoProgressTimeout = TimeSpan.FromMinutes(3);

    /// <summary>Imports the files that were asked for, if any, and waits for the effects when the process is to end.</summary>
    /// <param name="cancellationToken">Ends the waiting; what is committed stays.</param>
    /// <returns>The exit code.</returns>
    internal async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (settings.ImportFiles.Count == 0)
            return settings.Exit ? await AwaitEffectsOnlyAsync(cancellationToken) : ExitCodes.Done;

        var errors = new Dictionary<string, string[]>();
        _ = CreateOptions(ImportFormat.Csv, errors);
        foreach (var (name, reasons) in errors)
            await Console.Error.WriteLineAsync($"--import-option: {name} {reasons[0]}");
        if (errors.Count > 0)
            return ExitCodes.Usage;

        await using var display = ProgressDisplay.Start(timeProvider);
        var watch = Stopwatch.StartNew();
        var summaries = new List<ImportSummary>();
        foreach (var file in settings.ImportFiles.Select(path => new OrderFile(path)))
        {
            try
            {
                summaries.Add(await ImportAsync(file, display, cancellationToken));
            }
            catch (WrongFileException exception)
            {
                await display.DisposeAsync();
                await Console.Error.WriteLineAsync($"--import: {file.Path}: {exception.Message}");
                return ExitCodes.Usage;
            }
        }

        var imported = watch.Elapsed;
        var counts = await AwaitEffectsAsync(display, cancellationToken);
        watch.Stop();
        await display.DisposeAsync();

        SummaryTable.Print(summaries, counts, await counter.SumInvoicesAsync(cancellationToken), imported, watch.Elapsed);
        return await JudgeAsync(counts, cancellationToken);
    }

    private async Task<ImportSummary> ImportAsync(OrderFile file, ProgressDisplay display, CancellationToken cancellationToken)
    {
        var options = CreateOptions(file.Format, []);
        var skus = await new SkuScan(csv, ndJson, metrics).ReadAsync(file, options, cancellationToken);
        await stock.SeedAsync(skus.Select(x => new StockCount(x, settings.Stock)), cancellationToken);

        await using var stream = file.Open();
        var progress = display.Importing(file.Length);
        return await importer.ImportAsync(stream, options, async report =>
        {
            progress.Report(report);
            await KeepPaceAsync(cancellationToken);
        }, cancellationToken);
    }

    private ImportOptions CreateOptions(ImportFormat format, Dictionary<string, string[]> errors) =>
        optionsFactory.Create(format, new QueryCollection(new Dictionary<string, StringValues>(settings.ImportOptions)), errors);

    // The in-memory transport holds its queues in memory: reading faster than the services work would fill it.
    private async Task KeepPaceAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(PacePollInterval, timeProvider);
        while (await counter.CountUnfulfilledAsync(cancellationToken) > MostUnfulfilled)
            await timer.WaitForNextTickAsync(cancellationToken);
    }

    private async Task<int> AwaitEffectsOnlyAsync(CancellationToken cancellationToken)
    {
        await using var display = ProgressDisplay.Start(timeProvider);
        return await JudgeAsync(await AwaitEffectsAsync(display, cancellationToken), cancellationToken);
    }

    private async Task<int> JudgeAsync(FulfilmentCounts counts, CancellationToken cancellationToken)
    {
        if (counts.AreComplete)
            return ExitCodes.Done;

        await Console.Error.WriteLineAsync($"Not every accepted order has its effects. Missing: {counts.Missing()}.");
        foreach (var failure in await counter.FindFailuresAsync(FailuresShown, cancellationToken))
            await Console.Error.WriteLineAsync($"  {failure}");
        return ExitCodes.Incomplete;
    }

    private async Task<FulfilmentCounts> AwaitEffectsAsync(ProgressDisplay display, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(PollInterval, timeProvider);
        var counts = await counter.CountAsync(cancellationToken);
        var changed = timeProvider.GetTimestamp();
        while (!counts.AreSettled && timeProvider.GetElapsedTime(changed) < NoProgressTimeout)
        {
            display.Waiting(counts);
            await timer.WaitForNextTickAsync(cancellationToken);
            var now = await counter.CountAsync(cancellationToken);
            if (now != counts)
                changed = timeProvider.GetTimestamp();
            counts = now;
        }

        display.Waiting(counts);
        return counts;
    }
}

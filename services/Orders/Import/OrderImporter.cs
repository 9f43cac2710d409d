using Microsoft.Extensions.Options;

namespace Microservices.Orders.Import;

/// <summary>
/// Takes orders from a file of any size in constant memory. Batches are committed as the file is read; after a crash,
/// or just again, the same file adds only what is missing.
/// </summary>
internal sealed class OrderImporter(
    CsvOrderSource csv,
    NdJsonOrderSource ndJson,
    OrderBatchWriter writer,
    ImportAudit audit,
    IOptions<ImportSettings> settings,
    OrdersMetrics metrics,
    ILogger<OrderImporter> logger)
{
    /// <summary>Imports a file.</summary>
    /// <param name="stream">The file, read once from where it stands.</param>
    /// <param name="options">What the file does not say.</param>
    /// <param name="progress">Hears of every batch, and of rejected orders; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops between batches; what is committed stays.</param>
    /// <returns>What became of the file.</returns>
    /// <exception cref="WrongFileException">The file is not of the expected kind; nothing was taken.</exception>
    /// <exception cref="ImportStoppedException">The sender broke a rule on the way; what was accepted stays.</exception>
    public Task<ImportSummary> ImportAsync(Stream stream, ImportOptions options, IProgress<ImportProgress>? progress,
        CancellationToken cancellationToken) => ImportAsync(stream, options, report =>
        {
            progress?.Report(report);
            return ValueTask.CompletedTask;
        }, cancellationToken);

    /// <summary>
    /// Imports a file and waits for each report to be taken, which slows the import to its reader's pace.
    /// </summary>
    internal async Task<ImportSummary> ImportAsync(Stream stream, ImportOptions options,
        Func<ImportProgress, ValueTask> report, CancellationToken cancellationToken)
    {
        var tally = new ImportTally(settings.Value.RejectionsListed, metrics);
        var batch = new ImportBatch(writer, settings.Value, tally, logger, report);
        logger.ImportStarted(options.Format.ToString());
        var import = Guid.CreateVersion7();
        await audit.BeganAsync(import, options, cancellationToken);
        try
        {
            var orders = options.Format == ImportFormat.Csv
                ? csv.ReadAsync(stream, options, tally, cancellationToken)
                : ndJson.ReadAsync(stream, tally, cancellationToken);
            await foreach (var order in orders)
                await batch.AddAsync(order, cancellationToken);
            await batch.FlushAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not WrongFileException)
        {
            logger.ImportStopped(tally.LinesRead, tally.Accepted);
            if (exception is BadHttpRequestException request)
                throw new ImportStoppedException(request, tally.Summarize());
            throw;
        }
        finally
        {
            await audit.EndedAsync(import, options, tally);
        }

        logger.ImportEnded(tally.LinesRead, tally.Accepted, tally.Duplicates, tally.Rejected);
        return tally.Summarize();
    }
}

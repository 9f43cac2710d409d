using System.IO.Pipelines;
using Microsoft.Extensions.Options;

namespace Microservices.Inventory.Stock.Import;

/// <summary>
/// Takes a stock count of any size in constant memory, a batch per transaction. A bad line is reported and the rest goes
/// on; the same file can be sent again.
/// </summary>
internal sealed class StockImporter(
    StockKeeper stock, IOptions<InventoryOptions> options, ILogger<StockImporter> logger)
{
    private readonly Dictionary<string, (StockCount Count, long Line)> _batch = new(StringComparer.Ordinal);
    private readonly StockImportTally _tally = new(options.Value.RejectionsListed);

    /// <summary>What became of the lines so far.</summary>
    internal StockImportSummary SoFar => _tally.Summarize();

    /// <summary>Imports a file.</summary>
    /// <param name="reader">The file.</param>
    /// <param name="actor">Who imports it, for the audit.</param>
    /// <param name="cancellationToken">Stops between batches; what was set stays.</param>
    /// <returns>What became of its lines.</returns>
    /// <exception cref="WrongStockFileException">The file is no stock count; nothing was taken.</exception>
    internal async Task<StockImportSummary> ImportAsync(PipeReader reader, string actor, CancellationToken cancellationToken)
    {
        try
        {
            await ReadAsync(reader, actor, cancellationToken);
        }
        catch (Exception exception) when (exception is not WrongStockFileException)
        {
            logger.StockImportStopped(_tally.LinesRead);
            throw;
        }

        var summary = _tally.Summarize();
        logger.StockImported(summary.LinesRead, summary.Created, summary.Updated, summary.Rejected);
        return summary;
    }

    private async Task ReadAsync(PipeReader reader, string actor, CancellationToken cancellationToken)
    {
        StockCsv? csv = null;
        await foreach (var (number, text) in StockLineReader.ReadAsync(reader, cancellationToken))
        {
            if (csv is null)
                csv = StockCsv.ReadHeader(text);
            else
                await AddAsync(csv, number, text, actor, cancellationToken);
        }

        if (csv is null)
            throw new WrongStockFileException("The file is empty.");
        await FlushAsync(actor, cancellationToken);
    }

    private async Task AddAsync(StockCsv csv, long number, string? text, string actor, CancellationToken cancellationToken)
    {
        var (count, rejection) = text is not null
            ? csv.Read(text, number)
            : (null, new RejectedStockLine(number, null, StockReasons.LineTooLong,
                $"is longer than {StockLineReader.MaxLineBytes} bytes"));
        if (count is null && rejection is null)
            return;

        _tally.LinesRead++;
        if (rejection is not null)
            _tally.Add(rejection);
        if (count is null)
            return;

        // A statement can set a SKU once; the file's order decides.
        if (_batch.Count == options.Value.ImportBatchSize || _batch.ContainsKey(count.Sku))
            await FlushAsync(actor, cancellationToken);
        _batch.Add(count.Sku, (count, number));
    }

    private async Task FlushAsync(string actor, CancellationToken cancellationToken)
    {
        if (_batch.Count == 0)
            return;

        var set = await stock.SetAsync([.. _batch.Values.Select(entry => entry.Count)], actor, cancellationToken);
        foreach (var item in set)
        {
            _tally.Set(isCreated: item.Revision == 1);
            _batch.Remove(item.Sku);
        }

        if (_batch.Count > 0)
            await RejectAsync(cancellationToken);
        _batch.Clear();
    }

    private async Task RejectAsync(CancellationToken cancellationToken)
    {
        var reserved = await stock.ReservedAsync([.. _batch.Keys], cancellationToken);
        foreach (var (count, line) in _batch.Values.OrderBy(entry => entry.Line))
        {
            _tally.Add(new RejectedStockLine(line, count.Sku, StockReasons.BelowReserved,
                $"{count.OnHand} on hand is less than the {reserved[count.Sku]} pieces reserved for orders"));
        }
    }
}

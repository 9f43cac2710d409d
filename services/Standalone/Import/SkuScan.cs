using Microservices.Orders;
using Microservices.Orders.Import;

namespace Microservices.Standalone.Import;

/// <summary>
/// Reads a file once ahead of its import, by the importer's own rules, for the SKUs of the orders that will be accepted.
/// A shop knows its SKUs; a file from elsewhere brings its own.
/// </summary>
internal sealed class SkuScan(CsvOrderSource csv, NdJsonOrderSource ndJson, OrdersMetrics metrics)
{
    internal async Task<IReadOnlyCollection<string>> ReadAsync(OrderFile file, ImportOptions options,
        CancellationToken cancellationToken)
    {
        var skus = new HashSet<string>(StringComparer.Ordinal);
        await using var stream = file.Open();
        var tally = new ImportTally(rejectionsListed: 0, metrics);
        var orders = options.Format == ImportFormat.Csv
            ? csv.ReadAsync(stream, options, tally, cancellationToken)
            : ndJson.ReadAsync(stream, tally, cancellationToken);

        await foreach (var imported in orders)
        {
            foreach (var line in imported.Order?.Lines ?? [])
                skus.Add(line.Sku);
        }

        return skus;
    }
}

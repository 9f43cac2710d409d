using System.Runtime.CompilerServices;
using Microservices.Orders.Validation;
using Microsoft.Extensions.Options;

namespace Microservices.Orders.Import;

/// <summary>Reads orders from a CSV.</summary>
internal sealed class CsvOrderSource(OrderValidator validator, IOptions<ImportSettings> settings)
{
    /// <summary>Reads the file to its end.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="options">What the file does not say.</param>
    /// <param name="tally">Receives how far reading is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="WrongFileException">The header is not the expected one.</exception>
    internal async IAsyncEnumerable<ImportedOrder> ReadAsync(Stream stream, ImportOptions options, ImportTally tally,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = new CsvReader(stream, settings.Value.MaxRecordBytes);
        var layout = await CsvLayout.ReadAsync(reader, options, cancellationToken);
        var window = new OrderWindow(settings.Value.Window, validator.MaxLines, options.Currency);
        var grouping = new CsvGrouping(layout, options, window);
        var record = new CsvRecord();
        tally.IgnoredColumns = layout.Ignored;

        while (await reader.ReadAsync(record, cancellationToken))
        {
            if (layout.IsRepeatedBy(record))
            {
                tally.AddGuess(Guesses.HeaderRepeated);
                continue;
            }

            tally.LinesRead++;
            tally.BytesRead = reader.BytesRead;
            if (grouping.Add(record, out var overdue) is { } unattributed)
                yield return unattributed;
            if (overdue is not null)
                yield return overdue.Close(options, validator);
        }

        tally.BytesRead = reader.BytesRead;
        while (window.CloseOldest() is { } order)
            yield return order.Close(options, validator);
    }
}

using Contracts.Rules;

namespace Microservices.Orders.Import;

/// <summary>Where each column stands in the file, by its header.</summary>
internal sealed class CsvLayout
{
    private readonly List<string> _names;

    private CsvLayout(List<string> names, ImportOptions options)
    {
        _names = names;
        int indexOf(string column) => names.IndexOf(options.NameOf(column));
        InvoiceNo = indexOf(ImportColumns.InvoiceNo);
        StockCode = indexOf(ImportColumns.StockCode);
        Description = indexOf(ImportColumns.Description);
        Quantity = indexOf(ImportColumns.Quantity);
        InvoiceDate = indexOf(ImportColumns.InvoiceDate);
        UnitPrice = indexOf(ImportColumns.UnitPrice);
        CustomerId = indexOf(ImportColumns.CustomerId);
        Country = indexOf(ImportColumns.Country);
        int optionalIndexOf(string column) => options.ColumnMap.ContainsKey(column) ? indexOf(column) : -1;
        Discount = optionalIndexOf(ImportColumns.Discount);
        VatCategory = optionalIndexOf(ImportColumns.VatCategory);
        VatId = optionalIndexOf(ImportColumns.VatId);
        Ignored = [.. names.Except(options.Columns.Select(options.NameOf)).Where(name => name.Length > 0)];
    }

    /// <summary>How many fields each record has.</summary>
    internal int Count => _names.Count;

    /// <summary>The file's columns that nothing is read from.</summary>
    internal IReadOnlyList<string> Ignored { get; }

    internal int InvoiceNo { get; }

    internal int StockCode { get; }

    internal int Description { get; }

    internal int Quantity { get; }

    internal int InvoiceDate { get; }

    internal int UnitPrice { get; }

    internal int CustomerId { get; }

    internal int Country { get; }

    /// <summary>-1 if the file has no discounts.</summary>
    internal int Discount { get; }

    /// <summary>-1 if the file has none.</summary>
    internal int VatCategory { get; }

    /// <summary>-1 if the file has none.</summary>
    internal int VatId { get; }

    /// <summary>Whether a record is the header once more, as in a file that was joined from several.</summary>
    internal bool IsRepeatedBy(CsvRecord record) => record.Fault is null
        && NameIn(record.Fields[0]) == _names[0] && record.Fields.ConvertAll(NameIn).SequenceEqual(_names);

    /// <summary>Reads the header: every column once, in any order, others beside them ignored.</summary>
    /// <exception cref="WrongFileException">A column is missing or there twice.</exception>
    internal static async Task<CsvLayout> ReadAsync(CsvReader reader, ImportOptions options,
        CancellationToken cancellationToken)
    {
        var found = await reader.PeekAsync(cancellationToken);
        var header = new CsvRecord();
        var expected = options.Columns.Select(options.NameOf).ToList();
        if (!await reader.ReadAsync(header, cancellationToken) || header.Fault is not null)
            throw new WrongFileException(Describe(expected), found);

        var names = header.Fields.ConvertAll(NameIn);
        if (!expected.TrueForAll(name => names.Count(column => column == name) == 1))
            throw new WrongFileException(Describe(expected), found);

        return new CsvLayout(names, options);
    }

    private static string NameIn(string? field) => Characters.Visible(field!).Trim(); // only a fault leaves one null

    private static string Describe(IEnumerable<string> columns) =>
        $"a CSV in UTF-8 with the header {string.Join(',', columns)}";
}

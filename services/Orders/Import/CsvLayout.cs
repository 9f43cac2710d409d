namespace Microservices.Orders.Import;

/// <summary>Where each column stands in the file, by its header.</summary>
internal sealed class CsvLayout
{
    private CsvLayout(int count, Func<string, int> indexOf)
    {
        Count = count;
        InvoiceNo = indexOf(ImportColumns.InvoiceNo);
        StockCode = indexOf(ImportColumns.StockCode);
        Description = indexOf(ImportColumns.Description);
        Quantity = indexOf(ImportColumns.Quantity);
        InvoiceDate = indexOf(ImportColumns.InvoiceDate);
        UnitPrice = indexOf(ImportColumns.UnitPrice);
        CustomerId = indexOf(ImportColumns.CustomerId);
        Country = indexOf(ImportColumns.Country);
    }

    /// <summary>How many fields each record has.</summary>
    internal int Count { get; }

    internal int InvoiceNo { get; }

    internal int StockCode { get; }

    internal int Description { get; }

    internal int Quantity { get; }

    internal int InvoiceDate { get; }

    internal int UnitPrice { get; }

    internal int CustomerId { get; }

    internal int Country { get; }

    /// <summary>Reads the header: every column once, in any order, others beside them ignored.</summary>
    /// <exception cref="WrongFileException">A column is missing or there twice.</exception>
    internal static async Task<CsvLayout> ReadAsync(CsvReader reader, ImportOptions options,
        CancellationToken cancellationToken)
    {
        var found = await reader.PeekAsync(cancellationToken);
        var header = new CsvRecord();
        var expected = ImportColumns.All.Select(options.NameOf).ToList();
        if (!await reader.ReadAsync(header, cancellationToken) || header.Fault is not null)
            throw new WrongFileException(Describe(expected), found);

        var names = header.Fields.ConvertAll(name => name!.Trim()); // only a fault leaves a field null
        if (!expected.TrueForAll(name => names.Count(column => column == name) == 1))
            throw new WrongFileException(Describe(expected), found);

        return new CsvLayout(names.Count, column => names.IndexOf(options.NameOf(column)));
    }

    private static string Describe(IEnumerable<string> columns) =>
        $"a CSV in UTF-8 with the header {string.Join(',', columns)}";
}

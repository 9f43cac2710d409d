namespace Microservices.Inventory.Stock.Import;

/// <summary>What became of an import.</summary>
internal sealed record StockImportSummary
{
    /// <summary>Lines read, without the header and blank ones.</summary>
    public required long LinesRead { get; init; }

    /// <summary>SKUs that are new.</summary>
    public required long Created { get; init; }

    /// <summary>Counts set of SKUs that were known; a SKU that the file names twice counts twice, the last line stays.</summary>
    public required long Updated { get; init; }

    /// <summary>Lines not taken.</summary>
    public required long Rejected { get; init; }

    /// <summary>Lines not taken, by reason.</summary>
    public required IReadOnlyDictionary<string, long> RejectedByReason { get; init; }

    /// <summary>The lines not taken, in order of the file, as many as <c>Inventory__RejectionsListed</c> says.</summary>
    public required IReadOnlyList<RejectedStockLine> Rejections { get; init; }
}

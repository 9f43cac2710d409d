namespace Microservices.Inventory.Stock.Import;

/// <summary>Counts while an import runs.</summary>
internal sealed class StockImportTally(int rejectionsListed)
{
    private readonly Dictionary<string, long> _rejectedByReason = [];
    private readonly List<RejectedStockLine> _rejections = [];
    private long _created;
    private long _updated;
    private long _rejected;

    internal long LinesRead { get; set; }

    internal void Set(bool isCreated)
    {
        if (isCreated)
            _created++;
        else
            _updated++;
    }

    internal void Add(RejectedStockLine rejection)
    {
        _rejected++;
        _rejectedByReason[rejection.Reason] = _rejectedByReason.GetValueOrDefault(rejection.Reason) + 1;
        if (_rejections.Count < rejectionsListed)
            _rejections.Add(rejection);
    }

    // Lines that were read wrong are known before those that the database refuses.
    internal StockImportSummary Summarize() => new()
    {
        LinesRead = LinesRead,
        Created = _created,
        Updated = _updated,
        Rejected = _rejected,
        RejectedByReason = _rejectedByReason,
        Rejections = [.. _rejections.OrderBy(rejection => rejection.Line)],
    };
}

namespace Microservices.Inventory.Stock.Import;

/// <summary>A line of an import that was not taken.</summary>
/// <param name="Line">Its number in the file; the header is line 1.</param>
/// <param name="Sku">The SKU, if it could be read.</param>
/// <param name="Reason">One of <see cref="StockReasons"/>.</param>
/// <param name="Message">What is wrong, for a reader.</param>
internal sealed record RejectedStockLine(long Line, string? Sku, string Reason, string Message);

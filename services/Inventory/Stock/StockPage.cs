namespace Microservices.Inventory.Stock;

/// <summary>Some of the stock, in ordinal order of the SKU.</summary>
/// <param name="Items">The entries.</param>
/// <param name="Next">What to give as <c>after</c> for the next page; absent on the last one.</param>
internal sealed record StockPage(IReadOnlyList<StockLevel> Items, string? Next);

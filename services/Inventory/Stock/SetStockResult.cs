namespace Microservices.Inventory.Stock;

/// <summary>What became of a count.</summary>
/// <param name="Level">What there is now.</param>
/// <param name="IsCreated">Whether the SKU is new.</param>
/// <param name="IsBelowReserved">Whether the count was refused because more is reserved.</param>
internal sealed record SetStockResult(StockLevel Level, bool IsCreated, bool IsBelowReserved);

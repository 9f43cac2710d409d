namespace Microservices.Inventory.Stock;

/// <summary>What somebody counted of a SKU.</summary>
/// <param name="Sku">The SKU, by exact case.</param>
/// <param name="OnHand">Pieces in the warehouse, those reserved included.</param>
internal sealed record StockCount(string Sku, long OnHand)
{
    /// <summary>Far beyond any warehouse, and far from where sums would overflow.</summary>
    internal const long MaxOnHand = 1_000_000_000_000;

    internal const string Rule = "must be a whole number from 0 to 1000000000000";

    internal static bool IsValidOnHand(long? onHand) => onHand is >= 0 and <= MaxOnHand;
}

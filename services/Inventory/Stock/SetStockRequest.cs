namespace Microservices.Inventory.Stock;

/// <summary>Body of <c>PUT /stock/{sku}</c>.</summary>
internal sealed record SetStockRequest
{
    /// <summary>Pieces counted in the warehouse, those reserved included: 0 to 1,000,000,000,000.</summary>
    public required long OnHand { get; init; }
}

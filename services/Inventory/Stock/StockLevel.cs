using Microservices.Inventory.Data;

namespace Microservices.Inventory.Stock;

/// <summary>What there is of a SKU, as answered over HTTP.</summary>
internal sealed record StockLevel
{
    /// <summary>The SKU, by exact case.</summary>
    public required string Sku { get; init; }

    /// <summary>Pieces in the warehouse.</summary>
    public required long OnHand { get; init; }

    /// <summary>Pieces of them that are set aside for orders.</summary>
    public required long Reserved { get; init; }

    /// <summary>Pieces of them that an order can still have.</summary>
    public required long Available { get; init; }

    /// <summary>When this last changed, in UTC.</summary>
    public required DateTime UpdatedAt { get; init; }

    internal static StockLevel From(StockItem item) => new()
    {
        Sku = item.Sku,
        OnHand = item.OnHand,
        Reserved = item.Reserved,
        Available = item.OnHand - item.Reserved,
        // SQLite gives the time back without its kind.
        UpdatedAt = DateTime.SpecifyKind(item.UpdatedAt, DateTimeKind.Utc),
    };
}

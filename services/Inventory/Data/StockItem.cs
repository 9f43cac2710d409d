namespace Microservices.Inventory.Data;

/// <summary>What the warehouse has of one SKU. Changed by the set-based statements of <see cref="Sql.IStockSql"/> only.</summary>
internal sealed class StockItem
{
    /// <summary>Compared by exact case.</summary>
    public required string Sku { get; init; }

    /// <summary>Pieces counted in the warehouse, those set aside for orders included.</summary>
    public required long OnHand { get; init; }

    /// <summary>Pieces of <see cref="OnHand"/> that are set aside for orders.</summary>
    public required long Reserved { get; init; }

    /// <summary>How often the count was set: 1 when the SKU was created.</summary>
    public required int Revision { get; init; }

    /// <summary>When the row last changed, in UTC.</summary>
    public required DateTime UpdatedAt { get; init; }
}

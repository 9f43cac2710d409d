namespace Contracts.Inventory;

/// <summary>What an order got of one SKU: <see cref="Reserved"/> plus <see cref="Backordered"/> is what it asked for.</summary>
public sealed record ReservedSku
{
    /// <summary>Stock-keeping unit, compared by exact case.</summary>
    public required string Sku { get; init; }

    /// <summary>Pieces set aside for the order, zero or more.</summary>
    public required long Reserved { get; init; }

    /// <summary>Pieces that were not there and will follow, zero or more.</summary>
    public required long Backordered { get; init; }
}

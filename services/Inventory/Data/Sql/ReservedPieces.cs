namespace Microservices.Inventory.Data.Sql;

/// <summary>What a reservation got of one SKU.</summary>
internal sealed class ReservedPieces
{
    /// <summary>The SKU; <see langword="null"/> in the one row that says that none of the order's SKUs is in stock.</summary>
    public string? Sku { get; init; }

    public long? Wanted { get; init; }

    public long? Reserved { get; init; }
}

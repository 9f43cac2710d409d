namespace Microservices.Inventory.Data;

/// <summary>What an order has of one SKU: reserved plus backordered is what it wanted.</summary>
internal sealed class ReservationLine
{
    public required Guid ReservationId { get; init; }

    public required string Sku { get; init; }

    /// <summary>Pieces of all the order's lines of this SKU together.</summary>
    public required long Wanted { get; init; }

    /// <summary>Pieces set aside.</summary>
    public required long Reserved { get; init; }

    /// <summary>Pieces still missing.</summary>
    public required long Backordered { get; init; }
}

namespace Contracts.Inventory;

/// <summary>
/// Stock was reserved for an order, as far as there was any; what was missing is on back order. Published once per order
/// by Inventory. Wire name: <c>urn:message:Contracts.Inventory:StockReserved</c>.
/// </summary>
public sealed record StockReserved
{
    /// <summary>The order that the stock is reserved for.</summary>
    public required Guid OrderId { get; init; }

    /// <summary>Id of the reservation in Inventory.</summary>
    public required Guid ReservationId { get; init; }

    /// <summary>One entry per SKU of the order, in ordinal order of the SKU.</summary>
    public required IReadOnlyList<ReservedSku> Lines { get; init; }

    /// <summary>When the reservation was committed, in UTC.</summary>
    public required DateTimeOffset ReservedAt { get; init; }
}

namespace Contracts.Inventory;

/// <summary>
/// Stock that came in was given to an order that waited for it; the back order is filled when no line has pieces missing. Published by
/// Inventory for each order that a change of stock serves, oldest order first. The pieces missing only become fewer: of two events
/// of an order, the one with fewer is the later. Wire name: <c>urn:message:Contracts.Inventory:BackorderFilled</c>.
/// </summary>
public sealed record BackorderFilled
{
    /// <summary>The order that waited.</summary>
    public required Guid OrderId { get; init; }

    /// <summary>Id of the reservation in Inventory.</summary>
    public required Guid ReservationId { get; init; }

    /// <summary>What the order has now: one entry per SKU of the order, in ordinal order of the SKU.</summary>
    public required IReadOnlyList<ReservedSku> Lines { get; init; }

    /// <summary>When the stock was given to the order, in UTC.</summary>
    public required DateTimeOffset FilledAt { get; init; }
}

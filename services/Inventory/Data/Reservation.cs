namespace Microservices.Inventory.Data;

/// <summary>What an order has of the stock; one per order.</summary>
internal sealed class Reservation
{
    public required Guid Id { get; init; }

    public required Guid OrderId { get; init; }

    /// <summary>In UTC.</summary>
    public required DateTime ReservedAt { get; init; }

    public List<ReservationLine> Lines { get; init; } = [];
}

namespace Contracts.Inventory;

/// <summary>
/// An order asked for more than was on hand. Published by Inventory beside <see cref="StockReserved"/>, at most once per
/// order. Wire name: <c>urn:message:Contracts.Inventory:StockShortageDetected</c>.
/// </summary>
public sealed record StockShortageDetected
{
    /// <summary>The order that could not be served in full.</summary>
    public required Guid OrderId { get; init; }

    /// <summary>Id of the reservation in Inventory.</summary>
    public required Guid ReservationId { get; init; }

    /// <summary>The SKUs that are short, each with <see cref="ReservedSku.Backordered"/> above zero.</summary>
    public required IReadOnlyList<ReservedSku> Lines { get; init; }

    /// <summary>When the shortage was committed, in UTC.</summary>
    public required DateTimeOffset DetectedAt { get; init; }
}

namespace Microservices.Inventory.Data.Sql;

/// <summary>What the database says of a new reservation, a row for each SKU.</summary>
internal sealed class ReservedRow
{
    public required Guid ReservationId { get; init; }

    /// <summary>The SKU; <see langword="null"/> in the one row that says that none of the order's SKUs is in stock.</summary>
    public string? Sku { get; init; }

    public long? Wanted { get; init; }

    public long? Reserved { get; init; }

    /// <summary>The rows by reservation.</summary>
    public static IReadOnlyDictionary<Guid, IReadOnlyList<ReservedPieces>> ByReservation(IEnumerable<ReservedRow> rows) =>
        rows.GroupBy(row => row.ReservationId).ToDictionary(group => group.Key, IReadOnlyList<ReservedPieces> (group) =>
            [.. group.Where(row => row.Sku is not null).Select(row => new ReservedPieces(
                row.Sku!, row.Wanted!.Value, row.Reserved!.Value))]); // null only together
}

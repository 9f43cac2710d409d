namespace Microservices.Inventory.Data.Sql;

/// <summary>Free stock that a waiting reservation receives.</summary>
/// <param name="ReservationId">The reservation.</param>
/// <param name="Sku">The SKU.</param>
/// <param name="Pieces">Pieces of it, at least one.</param>
internal sealed record GivenPieces(Guid ReservationId, string Sku, long Pieces);

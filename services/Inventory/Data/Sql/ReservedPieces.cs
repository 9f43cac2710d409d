namespace Microservices.Inventory.Data.Sql;

/// <summary>What a reservation got of one SKU.</summary>
/// <param name="Sku">The SKU.</param>
/// <param name="Wanted">Pieces wanted.</param>
/// <param name="Reserved">Pieces reserved; the rest is on back order.</param>
internal sealed record ReservedPieces(string Sku, long Wanted, long Reserved);

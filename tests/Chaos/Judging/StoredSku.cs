namespace Microservices.Chaos.Judging;

/// <summary>A SKU of Inventory, with what its reservations say.</summary>
internal sealed record StoredSku(string Sku, long OnHand, long Reserved, long ReservedByLines);

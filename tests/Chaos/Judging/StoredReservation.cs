namespace Microservices.Chaos.Judging;

/// <summary>A reservation of Inventory.</summary>
internal sealed record StoredReservation(Guid OrderId, long Wanted, long Reserved, long Backordered);
